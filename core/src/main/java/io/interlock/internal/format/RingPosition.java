package io.interlock.internal.format;

/**
 * A position in a ring, as one word, so that the number of slots and the number of records up to it change together:
 *
 * <pre>
 * 63                    28 27                       0
 * | records passed, mod 2^36 | slots passed, mod 2 x ring |
 * </pre>
 *
 * A slot is 8 bytes. Counting slots up to twice the ring's size tells a full ring from an empty one.
 */
public final class RingPosition {

    public static final int SLOT_BYTES = Long.BYTES;

    private static final int SLOT_BITS = 28;
    private static final long SLOT_MASK = (1L << SLOT_BITS) - 1;

    private RingPosition() {}

    /** Units passed. */
    public static int slots(long position) {
        return (int) (position & SLOT_MASK);
    }

    /** True if it can be a position of a ring of this many slots. */
    public static boolean isOf(long position, int ring) {
        return slots(position) < 2 * ring;
    }

    /** The index of its slot in the ring. */
    public static int slot(long position, int ring) {
        int slots = slots(position);
        return slots < ring ? slots : slots - ring;
    }

    /** The position after a record of this many slots. */
    public static long advance(long position, int record, int ring) {
        int slots = slots(position) + record;
        long records = (position >>> SLOT_BITS) + 1;
        return records << SLOT_BITS | (slots < 2 * ring ? slots : slots - 2 * ring);
    }

    /** How many slots lie between two positions, of which {@code from} is not the later one. */
    public static int slotsBetween(long from, long to, int ring) {
        int slots = slots(to) - slots(from);
        return slots >= 0 ? slots : slots + 2 * ring;
    }

    /** How many records lie between two positions; negative where {@code from} is the later one. */
    public static long recordsBetween(long from, long to) {
        return ((to >>> SLOT_BITS) - (from >>> SLOT_BITS)) << SLOT_BITS >> SLOT_BITS;
    }
}
