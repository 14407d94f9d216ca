package io.interlock.collection;

import io.interlock.RegionFormatException;
import io.interlock.RegionFullException;
import io.interlock.memory.Heap;
import io.interlock.memory.MappedMemory;
import io.interlock.memory.PagePool;
import io.interlock.memory.PoolMemory;
import io.interlock.memory.RegionFile;
import io.interlock.memory.Verification;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * A list's elements: blocks that do not change, and a {@link ListTable} that says in which order. All but {@link #reader} under
 * the lock.
 *
 * <pre>
 * change                  becomes visible, and happens, by the store of
 * set                     the slot
 * append                  the count; the slot behind the last was written before
 * remove the last ones    the count
 * insert, remove, clear   ROOT: another table, which was written aside
 * </pre>
 *
 * <p>Where there is no memory for another table, an element is removed by moving the slots behind it one by one: a holder that
 * dies meanwhile leaves one block in two slots that follow each other, which cannot be otherwise, and the repair goes on there.
 */
final class ListStore implements Arena.Contents {

    /** The word in which a block is noted that is made and not in the table yet: a list has no use for FILLED. */
    private static final int PENDING = ArenaLayout.FILLED;

    private final MappedMemory words;
    private final PoolMemory memory;
    private final RepairingLock lock;
    private final Arena arena;
    private final ListTable table;
    private final ListReader reader;

    ListStore(RegionFile file, Heap.Entry entry) {
        PagePool pool = file.pool();
        String where = file.where() + " list=" + entry.name();
        this.words = entry.body();
        this.memory = pool.memory();
        this.lock = new RepairingLock(file, words, where, this::repair);
        this.arena = new Arena(pool, words, entry.bodyOffset(), where, this, (except, work, enough) -> {});
        this.table = new ListTable(words, arena);
        this.reader = new ListReader(pool, words, entry.bodyOffset(), where);
    }

    ListReader reader() {
        return reader;
    }

    void lock() {
        lock.lock();
    }

    void unlock() {
        lock.unlock();
    }

    /** What a dead holder has left half done is done, or undone; before a look without the lock. */
    void repairIfLeft() {
        lock.repairIfLeft();
    }

    int count() {
        return table.count();
    }

    byte[] element(int index) {
        long block = table.element(index);
        int length = memory.getInt(block + BlockLayout.VALUE_BYTES);
        if (length < 0 || BlockLayout.sizeOfEntry(0, length) != arena.chunks().sizeOf(block)) {
            throw arena.damaged("index=" + index + " element=" + block + " bytes=" + length);
        }
        return memory.getBytes(block + BlockLayout.KEY, length);
    }

    void set(int index, byte[] element) {
        lock.change(() -> setChanging(index, element));
    }

    private void setChanging(int index, byte[] element) {
        long block = make(element, index);
        long before = table.element(index);
        table.set(index, block);
        free(before);
    }

    /** @param index from 0 to {@link #count} */
    void add(int index, byte[] element) {
        lock.change(() -> addChanging(index, element));
    }

    private void addChanging(int index, byte[] element) {
        int count = count();
        if (index < count) {
            insert(index, element, count);
            return;
        }
        if (count + 1 >= table.slots()) {
            renewTable(ListTable.slotsFor(count + 1), count);
        }
        table.append(make(element, count), count);
    }

    void remove(int index) {
        lock.change(() -> removeChanging(index));
    }

    private void removeChanging(int index) {
        int count = count();
        if (count == 1) {
            clearChanging();
            return;
        }
        if (index == count - 1) {
            long block = table.element(index);
            table.putCount(index);
            free(block);
        } else if (!removeBetween(index, index + 1, count)) {
            long block = table.element(index);
            table.closeGap(index, count);
            free(block);
        }
        arena.compaction().clean(2, 1);
    }

    /**
     * Removes the elements from {@code from} to before {@code to}; one step, but where there is no memory for another table: then
     * one after the other, from the last on.
     */
    void removeRange(int from, int to) {
        lock.change(() -> removeRangeChanging(from, to));
    }

    private void removeRangeChanging(int from, int to) {
        int count = count();
        if (from == 0 && to == count) {
            clearChanging();
            return;
        }
        if (to == count) {
            long[] removed = table.elements(from, to);
            table.putCount(from);
            free(removed);
        } else if (!removeBetween(from, to, count)) {
            for (int i = to - 1; i >= from; i--) {
                removeChanging(i);
            }
            return;
        }
        arena.compaction().clean(2, 1);
    }

    void clear() {
        lock.change(this::clearChanging);
    }

    private void clearChanging() {
        table.drop();
        arena.clear();
    }

    private void insert(int index, byte[] element, int count) {
        int slots = Math.max(table.slots(), ListTable.slotsFor(count + 1));
        // Noted before the next allocation, which may move blocks that are in use and gives back those that are not.
        words.putLong(PENDING, make(element, index));
        long newTable;
        try {
            newTable = table.allocate(slots);
        } catch (RegionFullException e) {
            free(takePending());
            throw e;
        }
        table.copySlots(0, index, newTable, 0);
        table.write(newTable, index, words.getLong(PENDING));
        table.copySlots(index, count, newTable, index + 1);
        table.switchTo(newTable, slots, count + 1);
        var unused = takePending();
    }

    private long takePending() {
        long block = words.getLong(PENDING);
        words.putLong(PENDING, 0);
        return block;
    }

    /** False if there is no memory for another table; nothing has changed then. */
    private boolean removeBetween(int from, int to, int count) {
        int left = count - (to - from);
        int slots = table.slotsForFewer(left);
        long newTable;
        try {
            newTable = table.allocate(slots);
        } catch (RegionFullException e) {
            return false;
        }
        // After the allocation, which may have moved them.
        long[] removed = table.elements(from, to);
        table.copySlots(0, from, newTable, 0);
        table.copySlots(to, count, newTable, from);
        table.switchTo(newTable, slots, left);
        free(removed);
        return true;
    }

    private void renewTable(int slots, int count) {
        long newTable = table.allocate(slots);
        table.copySlots(0, count, newTable, 0);
        table.switchTo(newTable, slots, count);
    }

    /** Writes an element; it is nobody's yet. May move others. */
    private long make(byte[] element, int index) {
        long block = arena.allocate(BlockLayout.sizeOfEntry(0, element.length), BlockLayout.ENTRY);
        memory.putInt(block + BlockLayout.HASH, index);
        memory.putInt(block + BlockLayout.KEY_BYTES, 0);
        memory.putInt(block + BlockLayout.VALUE_BYTES, element.length);
        memory.putBytes(block + BlockLayout.KEY, element);
        return block;
    }

    /** Elements that are in the table no more. */
    private void free(long... blocks) {
        for (long block : blocks) {
            table.forget(block);
            arena.free(block);
        }
    }

    @Override
    public boolean isInUse(long block) {
        return BlockLayout.type(memory.getInt(block + BlockLayout.TYPE)) == BlockLayout.TABLE
                ? block == table.block()
                : block == words.getLong(PENDING) || table.contains(block);
    }

    @Override
    public void moved(long from, long to) {
        if (from == table.block()) {
            table.moved(to);
        } else if (from == words.getLong(PENDING)) {
            words.putLong(PENDING, to);
        } else {
            table.moved(from, to);
        }
    }

    @Override
    public void forEach(Arena.BlockVisitor visitor) {
        long tableBlock = table.block();
        if (tableBlock != 0) {
            visitor.visit(tableBlock);
            for (int i = 0, count = count(); i < count; i++) {
                visitor.visit(table.element(i));
            }
        }
    }

    private void repair() {
        words.putLong(PENDING, 0);
        int gap = table.gap();
        if (gap > 0) {
            table.closeGap(gap, count());
        }
        words.putLongOpaque(ArenaLayout.COUNT, count());
        new ArenaRepair(arena, words).run(this);
    }

    /** Checks the list of an entry, which nobody may have asked for yet in this process. */
    static void verify(RegionFile file, Heap.Entry entry, Verification into) {
        String name = "list=" + entry.name();
        if (entry.body().size() != ArenaLayout.BYTES) {
            into.problem(name + " body=" + entry.body().size() + " bytes, expected=" + ArenaLayout.BYTES);
            return;
        }
        into.ownsPages(entry.bodyOffset());
        entry.local(ListStore.class, () -> new ListStore(file, entry))
                .checkArena()
                .forEach(problem -> into.problem(name + " " + problem));
    }

    /** What is wrong with it, or with the region's page table; empty if nothing is. */
    List<String> check() {
        List<String> problems = new ArrayList<>(arena.pool().check());
        problems.addAll(checkArena());
        return problems;
    }

    private List<String> checkArena() {
        List<String> problems = new ArrayList<>();
        lock();
        try {
            problems.addAll(new ArenaCheck(arena, this, "list").run());
            Set<Long> blocks = new HashSet<>();
            for (int i = 0, count = count(); i < count; i++) {
                var unused = element(i);
                if (!blocks.add(table.element(i))) {
                    problems.add("list index=" + i + " is there twice");
                }
            }
            if (words.getLong(ArenaLayout.COUNT) != count()) {
                problems.add("list count=" + words.getLong(ArenaLayout.COUNT) + " expected=" + count());
            }
        } catch (RegionFormatException e) {
            problems.add(e.getMessage());
        } finally {
            unlock();
        }
        return problems;
    }
}
