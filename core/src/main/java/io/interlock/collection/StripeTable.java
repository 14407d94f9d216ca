package io.interlock.collection;

import io.interlock.RegionFullException;
import io.interlock.memory.MappedMemory;
import io.interlock.memory.PoolMemory;

/**
 * A stripe's table, as who has the stripe's lock sees it: finds, and changes which entries hang from it. Each change is one
 * store, of a slot or of ROOT. For how it stands in memory see {@link MapTable}.
 *
 * <p>{@link #find} notes what it found for the calls that follow.
 */
final class StripeTable {

    /** A table keeps this part of its slots empty, so that a search for what is not there ends. */
    private static final int LEAST_EMPTY_SHARE = 16;

    private final Arena arena;
    private final MappedMemory words;
    private final PoolMemory memory;
    private final String where;

    /** Where the slot is that holds the entry found, or the first that may take a new one; 0: there is no table. */
    private long slotAt;

    /** The entry found, or 0. */
    private long found;

    StripeTable(Arena arena, MappedMemory words, String where) {
        this.arena = arena;
        this.words = words;
        this.memory = arena.pool().memory();
        this.where = where;
    }

    /** The entry of this key, or 0. */
    long find(long hash, byte[] key) {
        found = 0;
        slotAt = 0;
        long table = block();
        int slots = table == 0 ? 0 : slots();
        int mask = slots - 1;
        for (int i = (int) hash & mask, looked = 0; looked < slots; i = (i + 1) & mask, looked++) {
            long at = MapTable.slotAt(table, i);
            long slot = memory.getLong(at);
            if (slot == MapTable.EMPTY) {
                slotAt = slotAt == 0 ? at : slotAt;
                return 0;
            }
            if (slot == MapTable.REMOVED) {
                slotAt = slotAt == 0 ? at : slotAt;
            } else if (MapTable.mayBe(slot, hash) && isOf(MapTable.entry(slot), key)) {
                slotAt = at;
                found = MapTable.entry(slot);
                return found;
            }
        }
        return 0;
    }

    /** The entry that was found, or 0. */
    long found() {
        return found;
    }

    /** True if the slot that was found is empty: then one more will be filled. */
    boolean foundSlotIsEmpty() {
        if (slotAt == 0) {
            throw arena.damaged("table=" + block() + ": no slot left");
        }
        return memory.getLong(slotAt) == MapTable.EMPTY;
    }

    /** Lets the slot that was found refer to this entry. */
    void refer(long hash, long entry) {
        // [SLOT] release: with the slot the entry's bytes are seen.
        memory.putLongRelease(slotAt, MapTable.slot(hash, entry));
    }

    /**
     * Lets the slot that was found refer to nothing.
     *
     * @return how many slots are empty now that were not
     */
    int remove() {
        long table = block();
        int mask = slots() - 1;
        int slot = (int) ((slotAt - MapTable.slotAt(table, 0)) / Long.BYTES);
        boolean last = memory.getLong(MapTable.slotAt(table, (slot + 1) & mask)) == MapTable.EMPTY;
        memory.putLongRelease(slotAt, last ? MapTable.EMPTY : MapTable.REMOVED);
        if (!last) {
            return 0;
        }
        // Behind these there is an empty slot now: they need not say any more that one has to look further.
        int emptied = 1;
        for (int i = (slot - 1) & mask; emptied <= mask; i = (i - 1) & mask, emptied++) {
            if (memory.getLong(MapTable.slotAt(table, i)) != MapTable.REMOVED) {
                break;
            }
            memory.putLongRelease(MapTable.slotAt(table, i), MapTable.EMPTY);
        }
        return emptied;
    }

    /** There is no table any more. */
    void unhang() {
        words.putLongRelease(ArenaLayout.ROOT, MapTable.noTable(root()));
    }

    /** A copy of the block, the table or an entry, takes its place. */
    void moved(long from, long to) {
        if (from == block()) {
            // [ROOT] release: the table's slots were copied before.
            words.putLongRelease(ArenaLayout.ROOT, MapTable.root(root(), to, slots()));
            return;
        }
        long at = slotOf(from);
        // [SLOT] release: the entry was copied before.
        memory.putLongRelease(at, MapTable.slotMoved(memory.getLong(at), to));
    }

    /** Called with the slot's word and the entry that it refers to. */
    @FunctionalInterface
    interface EntryVisitor {
        void visit(long slot, long entry);
    }

    void forEachEntry(EntryVisitor visitor) {
        long table = block();
        int slots = table == 0 ? 0 : slots();
        for (int i = 0; i < slots; i++) {
            long slot = memory.getLong(MapTable.slotAt(table, i));
            if (MapTable.isEntry(slot)) {
                visitor.visit(slot, requireEntry(MapTable.entry(slot)));
            }
        }
    }

    long countEntries() {
        long[] count = {0};
        forEachEntry((slot, entry) -> count[0]++);
        return count[0];
    }

    /** The slot that refers to this block, or 0. */
    long slotOf(long block) {
        long table = block();
        int slots = table == 0 ? 0 : slots();
        int mask = slots - 1;
        int i = memory.getInt(block + BlockLayout.HASH) & mask;
        for (int looked = 0; looked < slots; i = (i + 1) & mask, looked++) {
            long slot = memory.getLong(MapTable.slotAt(table, i));
            if (slot == MapTable.EMPTY) {
                return 0;
            }
            if (slot != MapTable.REMOVED && MapTable.entry(slot) == block) {
                return MapTable.slotAt(table, i);
            }
        }
        return 0;
    }

    /** Before a new entry; true if there may be another table then. */
    boolean makeRoom() {
        long filled = filled();
        int slots = block() == 0 ? 0 : slots();
        if (slotAt != 0 && (memory.getLong(slotAt) == MapTable.REMOVED || (filled + 1) * 4 <= slots * 3L)) {
            return false;
        }
        try {
            renew();
        } catch (RegionFullException e) {
            if (slotAt == 0 || filled + 1 >= slots - slots / LEAST_EMPTY_SHARE) {
                throw e;
            }
            // Full as it is, the table goes on being used, slower, until there is room for a larger one.
        }
        return true;
    }

    private void renew() {
        long count = countEntries();
        int slots = MapTable.slotsFor(count + 1);
        if (count >= slots - slots / LEAST_EMPTY_SHARE) {
            throw arena.pool().full(where + ": a table for " + count + " entries of one stripe", 0);
        }
        long block = arena.allocate(MapTable.bytes(slots), BlockLayout.TABLE);
        long[] content = new long[slots];
        int mask = slots - 1;
        forEachEntry((slot, entry) -> {
            int i = memory.getInt(entry + BlockLayout.HASH) & mask;
            while (content[i] != MapTable.EMPTY) {
                i = (i + 1) & mask;
            }
            content[i] = slot;
        });
        for (int i = 0; i < slots; i++) {
            memory.putLong(MapTable.slotAt(block, i), content[i]);
        }
        long before = block();
        // [ROOT] release: with the word the table is seen.
        words.putLongRelease(ArenaLayout.ROOT, MapTable.root(root(), block, slots));
        filled(count);
        if (before != 0) {
            arena.free(before);
        }
    }

    /** So many slots are not empty, as it is kept. */
    long filled() {
        return words.getLong(ArenaLayout.FILLED);
    }

    void filled(long slots) {
        words.putLong(ArenaLayout.FILLED, slots);
    }

    /** So many slots are not empty, by a look at each. */
    long countFilled() {
        long filled = 0;
        long table = block();
        for (int i = 0, slots = table == 0 ? 0 : slots(); i < slots; i++) {
            filled += memory.getLong(MapTable.slotAt(table, i)) == MapTable.EMPTY ? 0 : 1;
        }
        return filled;
    }

    private boolean isOf(long block, byte[] key) {
        return memory.getInt(requireEntry(block) + BlockLayout.KEY_BYTES) == key.length
                && memory.contains(block, BlockLayout.KEY + (long) key.length)
                && memory.matches(block + BlockLayout.KEY, key);
    }

    private long requireEntry(long block) {
        if (!memory.contains(block, BlockLayout.KEY)) {
            throw arena.damaged("entry=" + block);
        }
        return block;
    }

    private long root() {
        return words.getLong(ArenaLayout.ROOT);
    }

    /** The table's block, or 0. */
    long block() {
        long root = root();
        long table = MapTable.table(root);
        if (table != 0 && !(MapTable.slots(root) > 0 && memory.contains(table, MapTable.bytes(MapTable.slots(root))))) {
            throw arena.damaged("table=" + table + " slots=" + MapTable.slots(root));
        }
        return table;
    }

    private int slots() {
        return MapTable.slots(root());
    }
}
