package io.interlock.internal.format;

import io.interlock.internal.access.Layout;

/**
 * Shared words of an array.
 *
 * <pre>
 *  off size field      written by    read by     access
 *    0  128 LOCK       as in ShmReentrantLock, whose words these are
 *  128    n ELEMENTS   any thread    any thread  volatile / CAS / plain; pair [VALUE]
 *    -    - -          padding to a multiple of 128
 * </pre>
 *
 * Elements stand one after the other, each in as many bytes as its type has, a {@code boolean} in one: 1 or 0. Atomic
 * access to one of less than four bytes is to the aligned {@code int} around it.
 */
public final class ArrayLayout {

    private static final Layout LAYOUT = new Layout();

    static final int LOCK = LAYOUT.bytes(128, 128);
    public static final int ELEMENTS = LAYOUT.bytes(0, 128);

    private ArrayLayout() {}

    /** The size of the body. */
    public static int bytes(int length, int elementBytes) {
        return (int) Layout.align(ELEMENTS + (long) length * elementBytes, Layout.CACHE_LINE_PAIR);
    }

    /** The length, if there can be such an array. */
    public static int requireLength(int length, int elementBytes) {
        int most = (EntryLayout.MAX_BODY_BYTES - ELEMENTS) / elementBytes;
        if (length < 0 || length > most) {
            throw new IllegalArgumentException("length=" + length + ": an array has 0 to " + most + " elements of "
                    + elementBytes + " bytes; for more, use several arrays");
        }
        return length;
    }
}
