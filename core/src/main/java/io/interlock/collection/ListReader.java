package io.interlock.collection;

import io.interlock.memory.MappedMemory;
import io.interlock.memory.PagePool;
import org.jspecify.annotations.Nullable;

/** Reads a list without its lock; see {@link ListTable}. */
final class ListReader extends ArenaReader {

    /** A list has one. */
    private static final int ARENA = 0;

    ListReader(PagePool pool, MappedMemory words, long owner, String where) {
        super(pool, words, owner, where);
    }

    /** How many elements there are. */
    int count() {
        for (; ; ) {
            long mod = mod(ARENA);
            int count = count(root(ARENA));
            if (isStill(ARENA, mod)) {
                requireWhole(count);
                return count;
            }
        }
    }

    /** A copy of an element's bytes, or null if there is none of this index. */
    byte @Nullable [] element(int index) {
        for (; ; ) {
            long mod = mod(ARENA);
            long root = root(ARENA);
            int count = count(root);
            byte[] element = null;
            long broken = count;
            if (index < count) {
                // [SLOT] acquire: with the slot its element's bytes are seen.
                long slot = form.getAcquire(memory, ListTable.slotAt(form, MapTable.table(root), index));
                element = bytes(form.entry(slot));
                broken = element == null ? MapTable.BROKEN : 0;
            }
            if (isStill(ARENA, mod)) {
                requireWhole(broken);
                return element;
            }
        }
    }

    private void requireWhole(long block) {
        if (block == MapTable.BROKEN) {
            throw broken();
        }
    }

    /** The bytes of a block; null for a place that cannot be one. */
    private byte @Nullable [] bytes(long block) {
        long room = memory.room(block);
        if (room < BlockLayout.KEY) {
            return null;
        }
        int length = memory.getInt(block + BlockLayout.VALUE_BYTES);
        return isWithin(ARENA, block, BlockLayout.KEY, length, room)
                ? memory.getBytes(block + BlockLayout.KEY, length)
                : null;
    }

    /** As the table says; {@link MapTable#BROKEN} where that cannot be. */
    private int count(long root) {
        long table = MapTable.table(root);
        if (table == 0) {
            return 0;
        }
        int slots = MapTable.slots(root);
        if (!memory.contains(table, form.tableBytes(slots))) {
            return (int) MapTable.BROKEN;
        }
        // [SLOT] acquire: the slots up to here are seen with it.
        long count = form.getAcquire(memory, ListTable.countAt(form, table));
        return count >= 0 && count < slots ? (int) count : (int) MapTable.BROKEN;
    }
}
