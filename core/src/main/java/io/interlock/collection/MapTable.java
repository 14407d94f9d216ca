package io.interlock.collection;

/**
 * How a stripe's table stands in its words.
 *
 * <pre>
 * ROOT  63         44 43              6 5          0
 *      | generation  | table block / 8 | log2 slots |    block 0: there is no table
 *
 * slot  63         40 39                           0
 *      | tag         | entry block / 8              |    0: empty; 1: removed
 * </pre>
 *
 * <p>An entry's first slot is given by the lower half of its key's number, its stripe by the six highest bits, its tag by the
 * 24 bits between: with it most other keys are told apart without a look at their entries. It is found in its first slot or
 * one of those behind it, before an empty one. A table is never empty of empty slots.
 */
final class MapTable {

    static final long EMPTY = 0;
    static final long REMOVED = 1;

    /** What readers get for a place that cannot be: the memory was reused, or the region is damaged. */
    static final long BROKEN = -1;

    private static final int LEAST_SLOTS = 8;
    private static final int MOST_LOG2_SLOTS = 25;

    private static final int TAG_SHIFT = 40;
    private static final long OFFSET_MASK = (1L << TAG_SHIFT) - 1;
    private static final int LOG2_BITS = 6;
    private static final int GENERATION_SHIFT = 44;
    private static final long BLOCK_MASK = (1L << (GENERATION_SHIFT - LOG2_BITS)) - 1;
    private static final int STRIPE_SHIFT = 58;

    private MapTable() {}

    static int stripe(long hash, int stripes) {
        return (int) (hash >>> STRIPE_SHIFT) & (stripes - 1);
    }

    static long slot(long hash, long block) {
        return hash >>> 32 << TAG_SHIFT | block / BlockLayout.UNIT;
    }

    /** The same slot for an entry that has moved. */
    static long slotMoved(long slot, long block) {
        return (slot & ~OFFSET_MASK) | (block / BlockLayout.UNIT);
    }

    static boolean mayBe(long slot, long hash) {
        return (slot ^ hash >>> 32 << TAG_SHIFT) >>> TAG_SHIFT == 0 && slot != REMOVED;
    }

    static boolean isEntry(long slot) {
        return slot != EMPTY && slot != REMOVED;
    }

    static long entry(long slot) {
        return (slot & OFFSET_MASK) * BlockLayout.UNIT;
    }

    static long root(long before, long block, int slots) {
        long generation = (before >>> GENERATION_SHIFT) + 1;
        return generation << GENERATION_SHIFT
                | (block / BlockLayout.UNIT) << LOG2_BITS
                | Integer.numberOfTrailingZeros(slots);
    }

    /** What ROOT is once there is no table any more. */
    static long noTable(long before) {
        return root(before, 0, 1);
    }

    /** The table's block, or 0. */
    static long table(long root) {
        return (root >>> LOG2_BITS & BLOCK_MASK) * BlockLayout.UNIT;
    }

    /** How many slots the table has; 0 for a number that makes no sense. */
    static int slots(long root) {
        int log2 = (int) root & (1 << LOG2_BITS) - 1;
        return log2 <= MOST_LOG2_SLOTS ? 1 << log2 : 0;
    }

    static long bytes(int slots) {
        return BlockLayout.KEY + (long) slots * Long.BYTES;
    }

    /** How many slots suit that many entries: at most half of them. */
    static int slotsFor(long entries) {
        long slots = Math.max(LEAST_SLOTS, Long.highestOneBit(2 * entries - 1) << 1);
        return (int) Math.min(slots, 1L << MOST_LOG2_SLOTS);
    }

    static long slotAt(long table, int slot) {
        return table + BlockLayout.KEY + (long) slot * Long.BYTES;
    }
}
