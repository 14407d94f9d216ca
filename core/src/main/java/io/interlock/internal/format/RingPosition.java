package io.interlock.internal.format;

/**
 * A place in a ring, as one word, so that how far it is and how many records that makes change together:
 *
 * <pre>
 * 63                    28 27                       0
 * | records passed, mod 2^36 | units passed, mod 2 x ring |
 * </pre>
 *
 * A unit is 8 bytes. Counting units up to twice the ring's size tells a full ring from an empty one.
 */
public final class RingPosition {

    public static final int UNIT = Long.BYTES;

    private static final int UNIT_BITS = 28;
    private static final long UNIT_MASK = (1L << UNIT_BITS) - 1;

    private RingPosition() {}

    /** Units passed. */
    public static int units(long place) {
        return (int) (place & UNIT_MASK);
    }

    /** True if it can be a place of a ring of that many units. */
    public static boolean isOf(long place, int ring) {
        return units(place) < 2 * ring;
    }

    /** The unit of the ring on which it is. */
    public static int unit(long place, int ring) {
        int units = units(place);
        return units < ring ? units : units - ring;
    }

    /** The place behind a record of so many units. */
    public static long behind(long place, int record, int ring) {
        int units = units(place) + record;
        long records = (place >>> UNIT_BITS) + 1;
        return records << UNIT_BITS | (units < 2 * ring ? units : units - 2 * ring);
    }

    /** How many units lie between two places, of which {@code from} is not the later one. */
    public static int unitsBetween(long from, long to, int ring) {
        int units = units(to) - units(from);
        return units >= 0 ? units : units + 2 * ring;
    }

    /** How many records lie between two places; negative where {@code from} is the later one. */
    public static long recordsBetween(long from, long to) {
        return ((to >>> UNIT_BITS) - (from >>> UNIT_BITS)) << UNIT_BITS >> UNIT_BITS;
    }
}
