package io.interlock.internal.map;

import io.interlock.RegionException;
import io.interlock.RegionFullException;
import io.interlock.internal.access.MappedMemory;
import io.interlock.internal.alloc.Compaction;
import io.interlock.internal.alloc.LogAllocator;
import io.interlock.internal.alloc.LogRepair;
import io.interlock.internal.directory.RegionRuntime;
import io.interlock.internal.format.LogLayout;
import io.interlock.internal.format.RecordLayout;
import io.interlock.internal.lock.InternalMutex;
import io.interlock.internal.pages.PageAllocator;
import io.interlock.internal.pages.PoolMemory;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * A part of a map: what is written under one lock. An entry is a record that does not change; putting writes a new one and then
 * one slot of the table, which is the moment at which the change has happened. A larger table is written aside and then hung in
 * by one store of ROOT.
 *
 * <p>{@link #find} notes what it found for the calls that follow; all under the lock, taken with {@link #lock}.
 */
final class Stripe implements LogAllocator.Contents {

    private final MappedMemory words;
    private final PoolMemory memory;
    private final InternalMutex lock;
    private final LogAllocator log;
    private final StripeTable table;

    Stripe(RegionRuntime file, MappedMemory words, long owner, String where, LogAllocator.Neighbours neighbours) {
        PageAllocator pool = file.pool();
        this.words = words;
        this.memory = pool.memory();
        this.lock = InternalMutex.repairing(
                file, words, where, new InternalMutex.Repair(words, LogLayout.REPAIRED, this::repair));
        this.log = new LogAllocator(pool, words, owner, where, this, neighbours);
        this.table = new StripeTable(log, words, where);
    }

    LogAllocator log() {
        return log;
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
        long count = words.getLongOpaque(LogLayout.COUNT);
        // Callers make room for that many: there cannot be more than their heads would fill all pages.
        if (count < 0 || count > log.pool().pages() * PageAllocator.PAGE_BYTES / RecordLayout.KEY) {
            throw log.damaged("count=" + count);
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
        int keyBytes = memory.getInt(found + RecordLayout.KEY_BYTES);
        int valueBytes = memory.getInt(found + RecordLayout.VALUE_BYTES);
        if (keyBytes < 0
                || valueBytes < 0
                || RecordLayout.sizeOfEntry(keyBytes, valueBytes)
                        != log.segments().sizeOf(found)) {
            throw log.damaged("entry=" + found + " key=" + keyBytes + " value=" + valueBytes);
        }
        return memory.getBytes(found + RecordLayout.value(keyBytes), valueBytes);
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
        if (table.found() != 0 && replaceInRecycled(hash, key, value)) {
            return;
        }
        long moves = log.moves();
        boolean tableIsNew = table.found() == 0 && table.makeRoom();
        long record = log.allocate(RecordLayout.sizeOfEntry(key.length, value.length), RecordLayout.ENTRY);
        write(record, hash, key, value);
        if (tableIsNew || log.moves() != moves) {
            find(hash, key);
        }
        if (table.found() != 0) {
            table.replace(hash, record);
            log.recycled().keep(table.found());
        } else {
            table.add(hash, record);
            words.putLongOpaque(LogLayout.COUNT, words.getLong(LogLayout.COUNT) + 1);
        }
    }

    /** As {@link #put}, in a record that was replaced before; false if there is none of that size. */
    private boolean replaceInRecycled(long hash, byte[] key, byte[] value) {
        long record = log.recycled().take(RecordLayout.sizeOfEntry(key.length, value.length));
        if (record == 0) {
            return false;
        }
        log.recycled().beginWrite(record);
        write(record, hash, key, value);
        log.recycled().endWrite(record);
        table.replace(hash, record);
        log.recycled().keep(table.found());
        return true;
    }

    private void write(long record, long hash, byte[] key, byte[] value) {
        memory.putInt(record + RecordLayout.HASH, (int) hash);
        memory.putInt(record + RecordLayout.KEY_BYTES, key.length);
        memory.putInt(record + RecordLayout.VALUE_BYTES, value.length);
        memory.putBytes(record + RecordLayout.KEY, key);
        memory.putBytes(record + RecordLayout.value(key.length), value);
    }

    /** Removes the entry found. */
    void remove() {
        lock.beginChange();
        table.remove();
        long count = words.getLong(LogLayout.COUNT) - 1;
        words.putLongOpaque(LogLayout.COUNT, count);
        log.free(table.found());
        if (count == 0 && log.capacity() > PageAllocator.PAGE_BYTES) {
            clear();
        } else {
            log.compaction().collect(2, 1);
        }
        lock.endChange();
    }

    void clear() {
        lock.beginChange();
        table.clearRoot();
        words.putLongOpaque(LogLayout.COUNT, 0);
        log.clear();
        lock.endChange();
    }

    /** Makes room for another stripe. */
    void compact(Consumer<Compaction> work) {
        if (words.getLong(LogLayout.COUNT) == 0) {
            clear();
        } else {
            lock.beginChange();
            work.accept(log.compaction());
            lock.endChange();
        }
    }

    @Override
    public boolean isInUse(long record) {
        return RecordLayout.type(memory.getInt(record + RecordLayout.TYPE)) == RecordLayout.TABLE
                ? record == table.record()
                : table.slotOf(record) != 0;
    }

    @Override
    public void moved(long from, long to) {
        table.moved(from, to);
    }

    @Override
    public void forEach(LogAllocator.RecordVisitor visitor) {
        long record = table.record();
        if (record != 0) {
            visitor.visit(record);
            table.forEachEntry((slot, entry) -> visitor.visit(entry));
        }
    }

    private void repair() {
        words.putLongOpaque(LogLayout.COUNT, table.countEntries());
        table.recount();
        new LogRepair(log, words).run(this);
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
