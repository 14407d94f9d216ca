package io.interlock.internal.ring;

/**
 * The first word of a record in a ring; its bytes follow, and zeros or old bytes to the next multiple of 8.
 *
 * <pre>
 * word               meaning                                 leaves by
 * NOTHING            no record yet                           CAS or store to PRESENT by the producer, CAS to SEALED
 * PRESENT | length   a record, whole                         is overwritten, once HEAD has passed it
 * SEALED             no record will ever come: the queue     –
 *                    is closed and was read to its end
 * </pre>
 */
public final class RingRecord {

    public static final long NOTHING = 0;
    static final long SEALED = 1L << 33;

    private static final long PRESENT = 1L << 32;

    private RingRecord() {}

    public static long of(int length) {
        return PRESENT | length;
    }

    /** True if it can be a record's word. */
    public static boolean isPresent(long word) {
        return word >>> 31 == PRESENT >>> 31;
    }

    public static int length(long word) {
        return (int) word;
    }

    /** How many units a record of so many bytes takes. */
    public static int units(int length) {
        return 1 + (length >>> 3) + ((length & 7) == 0 ? 0 : 1);
    }
}
