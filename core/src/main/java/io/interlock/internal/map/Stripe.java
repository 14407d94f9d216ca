package io.interlock.internal.map;

import io.interlock.RegionException;
import io.interlock.RegionFullException;
import io.interlock.internal.access.MappedMemory;
import io.interlock.internal.alloc.ArenaRepair;
import io.interlock.internal.alloc.Compaction;
import io.interlock.internal.alloc.LogAllocator;
import io.interlock.internal.directory.RegionRuntime;
import io.interlock.internal.format.ArenaLayout;
import io.interlock.internal.format.BlockLayout;
import io.interlock.internal.lock.InternalMutex;
import io.interlock.internal.pages.PageAllocator;
import io.interlock.internal.pages.PoolMemory;
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
final class Stripe implements LogAllocator.Contents {

    private final MappedMemory words;
    private final PoolMemory memory;
    private final InternalMutex lock;
    private final LogAllocator arena;
    private final StripeTable table;

    Stripe(RegionRuntime file, MappedMemory words, long owner, String where, LogAllocator.Neighbours neighbours) {
        PageAllocator pool = file.pool();
        this.words = words;
        this.memory = pool.memory();
        this.lock = InternalMutex.repairing(
                file, words, where, new InternalMutex.Repair(words, ArenaLayout.REPAIRED, this::repair));
        this.arena = new LogAllocator(pool, words, owner, where, this, neighbours);
        this.table = new StripeTable(arena, words, where);
    }

    LogAllocator arena() {
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
        lock.repairIfAbandoned();
        long count = words.getLongOpaque(ArenaLayout.COUNT);
        // Callers make room for so many: there cannot be more than their heads would fill all pages.
        if (count < 0 || count > arena.pool().pages() * PageAllocator.PAGE_BYTES / BlockLayout.KEY) {
            throw arena.damaged("count=" + count);
        }
        return count;
    }

    /** The entry of this key, or 0. */
    long find(long hash, byte[] key) {
        return table.find(hash, key);
    }

    StripeTable table() {
        return table;
    }

    /** The value of the entry found. */
    byte[] value() {
        long found = table.found();
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
        lock.beginChange();
        try {
            putChanging(hash, key, value);
        } catch (RegionException | IllegalArgumentException e) {
            // Thrown on purpose, before anything has changed.
            lock.endChange();
            throw e;
        }
        lock.endChange();
    }

    private void putChanging(long hash, byte[] key, byte[] value) {
        if (table.found() != 0 && replaceInSpare(hash, key, value)) {
            return;
        }
        long moves = arena.moves();
        boolean tableIsNew = table.found() == 0 && table.makeRoom();
        long block = arena.allocate(BlockLayout.sizeOfEntry(key.length, value.length), BlockLayout.ENTRY);
        write(block, hash, key, value);
        if (tableIsNew || arena.moves() != moves) {
            find(hash, key);
        }
        if (table.found() != 0) {
            table.replace(hash, block);
            arena.spare().keep(table.found());
        } else {
            table.add(hash, block);
            words.putLongOpaque(ArenaLayout.COUNT, words.getLong(ArenaLayout.COUNT) + 1);
        }
    }

    /** As {@link #put}, in a block that was replaced before; false if there is none of that size. */
    private boolean replaceInSpare(long hash, byte[] key, byte[] value) {
        long block = arena.spare().take(BlockLayout.sizeOfEntry(key.length, value.length));
        if (block == 0) {
            return false;
        }
        arena.spare().beginWrite(block);
        write(block, hash, key, value);
        arena.spare().endWrite(block);
        table.replace(hash, block);
        arena.spare().keep(table.found());
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
        lock.beginChange();
        table.remove();
        long count = words.getLong(ArenaLayout.COUNT) - 1;
        words.putLongOpaque(ArenaLayout.COUNT, count);
        arena.free(table.found());
        if (count == 0 && arena.capacity() > PageAllocator.PAGE_BYTES) {
            clear();
        } else {
            arena.compaction().clean(2, 1);
        }
        lock.endChange();
    }

    void clear() {
        lock.beginChange();
        table.unhang();
        words.putLongOpaque(ArenaLayout.COUNT, 0);
        arena.clear();
        lock.endChange();
    }

    /** Makes room for another stripe. */
    void compact(Consumer<Compaction> work) {
        if (words.getLong(ArenaLayout.COUNT) == 0) {
            clear();
        } else {
            lock.beginChange();
            work.accept(arena.compaction());
            lock.endChange();
        }
    }

    @Override
    public boolean isInUse(long block) {
        return BlockLayout.type(memory.getInt(block + BlockLayout.TYPE)) == BlockLayout.TABLE
                ? block == table.block()
                : table.slotOf(block) != 0;
    }

    @Override
    public void moved(long from, long to) {
        table.moved(from, to);
    }

    @Override
    public void forEach(LogAllocator.BlockVisitor visitor) {
        long block = table.block();
        if (block != 0) {
            visitor.visit(block);
            table.forEachEntry((slot, entry) -> visitor.visit(entry));
        }
    }

    private void repair() {
        words.putLongOpaque(ArenaLayout.COUNT, table.countEntries());
        table.recount();
        new ArenaRepair(arena, words).run(this);
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
}
