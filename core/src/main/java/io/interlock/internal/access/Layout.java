package io.interlock.internal.access;

/**
 * Lays the fields of a shared structure out one after the other, aligned, and pads the whole: each structure declares
 * its offsets through it exactly once, in its layout class, whose Javadoc is the format's documentation.
 */
public final class Layout {

    public static final int CACHE_LINE = 64;

    /** Structures stand this far apart, so that no two share a cache line or the line that is prefetched with it. */
    public static final int CACHE_LINE_PAIR = 2 * CACHE_LINE;

    private int next;

    public int int32() {
        return take(Integer.BYTES, Integer.BYTES);
    }

    public int int64() {
        return take(Long.BYTES, Long.BYTES);
    }

    public int bytes(int length, int alignment) {
        return take(length, alignment);
    }

    /** The end of the fields so far. */
    public int next() {
        return next;
    }

    /** The size of the structure, padded to whole cache line pairs. */
    public int padded() {
        return (int) align(next, CACHE_LINE_PAIR);
    }

    public static long align(long offset, int alignment) {
        return (offset + alignment - 1) & -alignment;
    }

    private int take(int length, int alignment) {
        int offset = (int) align(next, alignment);
        next = offset + length;
        return offset;
    }
}
