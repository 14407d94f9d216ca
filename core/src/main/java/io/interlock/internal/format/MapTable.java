package io.interlock.internal.format;

import io.interlock.internal.alloc.SlotFormat;

/**
 * How a stripe's table stands in its words.
 *
 * <pre>
 * ROOT  63         44 43              6 5          0
 *      | generation  | table record / 8 | log2 slots |    record 0: there is no table
 * </pre>
 *
 * <p>An entry's first slot is given by the lower half of its key's number, its stripe by the six highest bits, its tag by bits
 * between; see {@link SlotFormat}. It is found in its first slot or in one of those after it, before an empty one. A table
 * always has at least one empty slot, so every search ends.
 */
public final class MapTable {

    /** What readers get for a place that cannot be: the memory was reused, or the region is damaged. */
    public static final long BROKEN = -1;

    private static final int MIN_SLOTS = 8;
    private static final int MAX_LOG2_SLOTS = 25;

    private static final int LOG2_BITS = 6;
    private static final int GENERATION_SHIFT = 44;
    private static final long RECORD_MASK = (1L << (GENERATION_SHIFT - LOG2_BITS)) - 1;
    private static final int STRIPE_SHIFT = 58;

    private MapTable() {}

    public static int stripe(long hash, int stripes) {
        return (int) (hash >>> STRIPE_SHIFT) & (stripes - 1);
    }

    public static long root(long before, long record, int slots) {
        long generation = (before >>> GENERATION_SHIFT) + 1;
        return generation << GENERATION_SHIFT
                | (record / RecordLayout.UNIT) << LOG2_BITS
                | Integer.numberOfTrailingZeros(slots);
    }

    /** What ROOT is once there is no table any more. */
    public static long noTable(long before) {
        return root(before, 0, 1);
    }

    /** The table's record, or 0. */
    public static long table(long root) {
        return (root >>> LOG2_BITS & RECORD_MASK) * RecordLayout.UNIT;
    }

    /** How many slots the table has; 0 for a number that makes no sense. */
    public static int slots(long root) {
        int log2 = (int) root & (1 << LOG2_BITS) - 1;
        return log2 <= MAX_LOG2_SLOTS ? 1 << log2 : 0;
    }

    /** How many slots suit that many entries: at most half of them. */
    public static int slotsFor(long entries) {
        long slots = Math.max(MIN_SLOTS, Long.highestOneBit(2 * entries - 1) << 1);
        return (int) Math.min(slots, 1L << MAX_LOG2_SLOTS);
    }
}
