package io.interlock.collection;

import io.interlock.RegionFullException;
import io.interlock.memory.MappedMemory;
import io.interlock.memory.PagePool;
import io.interlock.memory.PoolMemory;
import io.interlock.memory.RegionFile;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * A part of a map: what is written under one lock. An entry is a block that does not change; putting writes a new one and then
 * one slot of the table, which is the moment at which the change has happened. A larger table is written aside and then hung in
 * by one store of ROOT.
 *
 * <p>{@link #find} notes what it found for the calls that follow; all under the lock, taken with {@link #lock}.
 */
final class Stripe implements Arena.Contents {

    /** A table keeps this part of its slots empty, so that a search for what is not there ends. */
    private static final int LEAST_EMPTY_SHARE = 16;

    private final MappedMemory words;
    private final PoolMemory memory;
    private final String where;
    private final RepairingLock lock;
    private final Arena arena;

    /** Where the slot is that holds the entry found, or the first that may take a new one; 0: there is no table. */
    private long slotAt;

    /** The entry found, or 0. */
    private long found;

    Stripe(RegionFile file, MappedMemory words, long owner, String where, Arena.Neighbours neighbours) {
        PagePool pool = file.pool();
        this.words = words;
        this.memory = pool.memory();
        this.where = where;
        this.lock = new RepairingLock(file, words, where, this::repair);
        this.arena = new Arena(pool, words, owner, where, this, neighbours);
    }

    Arena arena() {
        return arena;
    }

    void lock() {
        lock.lock();
    }

    boolean tryLock(long timeout, TimeUnit unit) {
        return lock.tryLock(timeout, unit);
    }

    void unlock() {
        lock.unlock();
    }

    boolean isHeldByCaller() {
        return lock.isHeldByCaller();
    }

    /** How many entries there are; without the lock, but for a dead writer's. */
    long count() {
        lock.repairIfLeft();
        long count = words.getLongOpaque(ArenaLayout.COUNT);
        // Callers make room for so many: there cannot be more than their heads would fill all pages.
        if (count < 0 || count > arena.pool().pages() * PagePool.PAGE_BYTES / BlockLayout.KEY) {
            throw arena.damaged("count=" + count);
        }
        return count;
    }

    /** The entry of this key, or 0. */
    long find(long hash, byte[] key) {
        found = 0;
        slotAt = 0;
        long table = table();
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

    /** The value of the entry found. */
    byte[] value() {
        int keyBytes = memory.getInt(found + BlockLayout.KEY_BYTES);
        int valueBytes = memory.getInt(found + BlockLayout.VALUE_BYTES);
        if (keyBytes < 0
                || valueBytes < 0
                || BlockLayout.sizeOfEntry(keyBytes, valueBytes)
                        != arena.chunks().sizeOf(found)) {
            throw arena.damaged("entry=" + found + " key=" + keyBytes + " value=" + valueBytes);
        }
        return memory.getBytes(found + BlockLayout.value(keyBytes), valueBytes);
    }

    /**
     * Replaces the entry found, or adds one where none was.
     *
     * @throws RegionFullException if there is no room; nothing has changed
     */
    void put(long hash, byte[] key, byte[] value) {
        if (found != 0 && replaceInSpare(hash, key, value)) {
            return;
        }
        long moves = arena.moves();
        boolean tableIsNew = found == 0 && makeRoomInTable();
        long block = arena.allocate(BlockLayout.sizeOfEntry(key.length, value.length), BlockLayout.ENTRY);
        write(block, hash, key, value);
        if (tableIsNew || arena.moves() != moves) {
            find(hash, key);
        }
        if (slotAt == 0) {
            throw arena.damaged("table=" + table() + ": no slot left");
        }
        boolean wasEmpty = memory.getLong(slotAt) == MapTable.EMPTY;
        // [SLOT] release: with the slot the entry's bytes are seen. The moment of the change.
        memory.putLongRelease(slotAt, MapTable.slot(hash, block));
        if (found != 0) {
            arena.spare().keep(found);
            return;
        }
        if (wasEmpty) {
            words.putLong(ArenaLayout.FILLED, words.getLong(ArenaLayout.FILLED) + 1);
        }
        words.putLongOpaque(ArenaLayout.COUNT, words.getLong(ArenaLayout.COUNT) + 1);
    }

    /** As {@link #put}, in a block that was replaced before; false if there is none of that size. */
    private boolean replaceInSpare(long hash, byte[] key, byte[] value) {
        long block = arena.spare().take(BlockLayout.sizeOfEntry(key.length, value.length));
        if (block == 0) {
            return false;
        }
        arena.spare().beginAnew(block);
        write(block, hash, key, value);
        arena.spare().endAnew(block);
        // [SLOT] release, as in put.
        memory.putLongRelease(slotAt, MapTable.slot(hash, block));
        arena.spare().keep(found);
        return true;
    }

    private void write(long block, long hash, byte[] key, byte[] value) {
        memory.putInt(block + BlockLayout.HASH, (int) hash);
        memory.putInt(block + BlockLayout.KEY_BYTES, key.length);
        memory.putInt(block + BlockLayout.VALUE_BYTES, value.length);
        memory.putBytes(block + BlockLayout.KEY, key);
        memory.putBytes(block + BlockLayout.value(key.length), value);
    }

    /** Removes the entry found. */
    void remove() {
        long table = table();
        int mask = slots() - 1;
        int slot = (int) ((slotAt - MapTable.slotAt(table, 0)) / Long.BYTES);
        boolean last = memory.getLong(MapTable.slotAt(table, (slot + 1) & mask)) == MapTable.EMPTY;
        memory.putLongRelease(slotAt, last ? MapTable.EMPTY : MapTable.REMOVED);
        long count = words.getLong(ArenaLayout.COUNT) - 1;
        words.putLongOpaque(ArenaLayout.COUNT, count);
        if (last) {
            // Behind these there is an empty slot now: they need not say any more that one has to look further.
            int emptied = 1;
            for (int i = (slot - 1) & mask; emptied <= mask; i = (i - 1) & mask, emptied++) {
                if (memory.getLong(MapTable.slotAt(table, i)) != MapTable.REMOVED) {
                    break;
                }
                memory.putLongRelease(MapTable.slotAt(table, i), MapTable.EMPTY);
            }
            words.putLong(ArenaLayout.FILLED, words.getLong(ArenaLayout.FILLED) - emptied);
        }
        arena.free(found);
        if (count == 0 && arena.capacity() > PagePool.PAGE_BYTES) {
            clear();
        } else {
            arena.compaction().clean(2, 1);
        }
    }

    void clear() {
        words.putLongRelease(ArenaLayout.ROOT, MapTable.noTable(root()));
        words.putLongOpaque(ArenaLayout.COUNT, 0);
        words.putLong(ArenaLayout.FILLED, 0);
        arena.clear();
    }

    /** Makes room for another stripe. */
    void compact(Consumer<Compaction> work) {
        if (words.getLong(ArenaLayout.COUNT) == 0) {
            clear();
        } else {
            work.accept(arena.compaction());
        }
    }

    @Override
    public boolean isInUse(long block) {
        return BlockLayout.type(memory.getInt(block + BlockLayout.TYPE)) == BlockLayout.TABLE
                ? block == table()
                : slotOf(block) != 0;
    }

    @Override
    public void moved(long from, long to) {
        if (from == table()) {
            // [ROOT] release: the table's slots were copied before.
            words.putLongRelease(ArenaLayout.ROOT, MapTable.root(root(), to, slots()));
            return;
        }
        long at = slotOf(from);
        // [SLOT] release: the entry was copied before.
        memory.putLongRelease(at, MapTable.slotMoved(memory.getLong(at), to));
    }

    @Override
    public void forEach(Arena.BlockVisitor visitor) {
        long table = table();
        if (table != 0) {
            visitor.visit(table);
            forEachEntry((slot, entry) -> visitor.visit(entry));
        }
    }

    /** Called with the slot's word and the entry that it refers to. */
    @FunctionalInterface
    private interface EntryVisitor {
        void visit(long slot, long entry);
    }

    private void forEachEntry(EntryVisitor visitor) {
        long table = table();
        int slots = table == 0 ? 0 : slots();
        for (int i = 0; i < slots; i++) {
            long slot = memory.getLong(MapTable.slotAt(table, i));
            if (MapTable.isEntry(slot)) {
                visitor.visit(slot, requireEntry(MapTable.entry(slot)));
            }
        }
    }

    /** The slot that refers to this block, or 0. */
    private long slotOf(long block) {
        long table = table();
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
    private boolean makeRoomInTable() {
        long filled = words.getLong(ArenaLayout.FILLED);
        int slots = table() == 0 ? 0 : slots();
        if (slotAt != 0 && (memory.getLong(slotAt) == MapTable.REMOVED || (filled + 1) * 4 <= slots * 3L)) {
            return false;
        }
        try {
            renewTable();
        } catch (RegionFullException e) {
            if (slotAt == 0 || filled + 1 >= slots - slots / LEAST_EMPTY_SHARE) {
                throw e;
            }
            // Full as it is, the table goes on being used, slower, until there is room for a larger one.
        }
        return true;
    }

    private void renewTable() {
        long[] count = {0};
        forEachEntry((slot, entry) -> count[0]++);
        int slots = MapTable.slotsFor(count[0] + 1);
        if (count[0] >= slots - slots / LEAST_EMPTY_SHARE) {
            throw arena.pool().full(where + ": a table for " + count[0] + " entries of one stripe", 0);
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
        long before = table();
        // [ROOT] release: with the word the table is seen.
        words.putLongRelease(ArenaLayout.ROOT, MapTable.root(root(), block, slots));
        words.putLong(ArenaLayout.FILLED, count[0]);
        if (before != 0) {
            arena.free(before);
        }
    }

    private void repair() {
        long[] count = {0};
        forEachEntry((slot, entry) -> count[0]++);
        words.putLongOpaque(ArenaLayout.COUNT, count[0]);
        words.putLong(ArenaLayout.FILLED, filledSlots());
        new ArenaRepair(arena, words).run(this);
    }

    /** Slots of the table that are not empty, counted. */
    long filledSlots() {
        long filled = 0;
        long table = table();
        for (int i = 0, slots = table == 0 ? 0 : slots(); i < slots; i++) {
            filled += memory.getLong(MapTable.slotAt(table, i)) == MapTable.EMPTY ? 0 : 1;
        }
        return filled;
    }

    /** What is wrong with it; empty if nothing is. */
    List<String> check(MapStore store, int index) {
        lock();
        try {
            return new StripeCheck(store, this, index, words).run();
        } finally {
            unlock();
        }
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
    private long table() {
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
