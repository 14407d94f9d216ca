package io.interlock.internal.ring;

/**
 * The first word of a record in a ring; its bytes follow, and zeros or old bytes to the next multiple of 8.
 *
 * <pre>
 * word               meaning                                 leaves by
 * EMPTY              no record yet                           CAS or store to COMMITTED by the producer, CAS to END
 * COMMITTED | length a complete record                       is overwritten, once HEAD has passed it
 * END                no record will ever come: the queue     –
 *                    is closed and was read to its end
 * </pre>
 */
public final class RingRecord {

    public static final long EMPTY = 0;
    static final long END = 1L << 33;

    private static final long COMMITTED = 1L << 32;

    private RingRecord() {}

    public static long of(int length) {
        return COMMITTED | length;
    }

    /** True if it can be a record's word. */
    public static boolean isCommitted(long word) {
        return word >>> 31 == COMMITTED >>> 31;
    }

    public static int length(long word) {
        return (int) word;
    }

    /** The number of slots of a record of this many bytes. */
    public static int slots(int length) {
        return 1 + (length >>> 3) + ((length & 7) == 0 ? 0 : 1);
    }
}
