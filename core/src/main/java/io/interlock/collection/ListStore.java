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
 * A list's elements: blocks that do not change, and a table that says in which order. Its first slot is their count. All but
 * {@link #reader} under the lock.
 *
 * <pre>
 * change                  becomes visible, and happens, by the store of
 * set                     the slot
 * append                  the count; the slot behind the last was written before
 * remove the last         the count
 * insert, remove, clear   ROOT: another table, which was written aside
 * </pre>
 *
 * <p>Where there is no memory for another table, an element is removed by moving the slots behind it one by one: a holder that
 * dies meanwhile leaves one block in two slots that follow each other, which cannot be otherwise, and the repair goes on there.
 *
 * <p>A block knows its index, or about: who looks for the slot of a block begins there and looks ever further away.
 */
final class ListStore implements Arena.Contents {

    private static final int LEAST_SLOTS = 8;

    /** The index of a block that is in the table no more. */
    private static final int GONE = -1;

    /** A table so much larger than what is in it is made smaller. */
    private static final int SPARSE = 4;

    /** The word in which a block is noted that is made and not in the table yet: a list has no use for FILLED. */
    private static final int PENDING = ArenaLayout.FILLED;

    private final MappedMemory words;
    private final PoolMemory memory;
    private final RepairingLock lock;
    private final Arena arena;
    private final ListReader reader;

    ListStore(RegionFile file, Heap.Entry entry) {
        PagePool pool = file.pool();
        String where = file.where() + " list=" + entry.name();
        this.words = entry.body();
        this.memory = pool.memory();
        this.lock = new RepairingLock(file, words, where, this::repair);
        this.arena = new Arena(pool, words, entry.bodyOffset(), where, this, (except, work, enough) -> {});
        this.reader = new ListReader(pool, words, entry.bodyOffset(), where);
    }

    static long countAt(long table) {
        return MapTable.slotAt(table, 0);
    }

    static long slotAt(long table, int index) {
        return MapTable.slotAt(table, index + 1);
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
        long table = table();
        if (table == 0) {
            return 0;
        }
        long count = memory.getLong(countAt(table));
        if (count < 0 || count >= slots()) {
            throw arena.damaged("table=" + table + " slots=" + slots() + " count=" + count);
        }
        return (int) count;
    }

    byte[] element(int index) {
        long block = block(index);
        int length = memory.getInt(block + BlockLayout.VALUE_BYTES);
        if (length < 0 || BlockLayout.sizeOfEntry(0, length) != arena.sizeOf(block)) {
            throw arena.damaged("index=" + index + " element=" + block + " bytes=" + length);
        }
        return memory.getBytes(block + BlockLayout.KEY, length);
    }

    void set(int index, byte[] element) {
        long block = make(element, index);
        long before = block(index);
        // [SLOT] release: with the slot the element's bytes are seen.
        memory.putLongRelease(slotAt(table(), index), MapTable.slot(0, block));
        free(before);
    }

    /** @param index from 0 to {@link #count} */
    void add(int index, byte[] element) {
        int count = count();
        if (index < count) {
            insert(index, element, count);
            return;
        }
        if (count + 1 >= slots()) {
            renewTable(slotsFor(count + 1), count);
        }
        long block = make(element, count);
        long table = table();
        memory.putLong(slotAt(table, count), MapTable.slot(0, block));
        putCount(table, count + 1);
    }

    void remove(int index) {
        int count = count();
        if (count == 1) {
            clear();
            return;
        }
        if (index == count - 1) {
            long block = block(index);
            putCount(table(), index);
            free(block);
        } else {
            removeBefore(index, count);
        }
        arena.compaction().clean(2, 1);
    }

    /**
     * Removes the elements from {@code from} to before {@code to}; one step, but where there is no memory for another table: then
     * one after the other, from the last on.
     */
    void removeRange(int from, int to) {
        int count = count();
        if (from == 0 && to == count) {
            clear();
            return;
        }
        int left = count - (to - from);
        if (to == count) {
            long[] removed = blocks(from, to);
            putCount(table(), left);
            free(removed);
        } else if (!removeBetween(from, to, count)) {
            for (int i = to - 1; i >= from; i--) {
                remove(i);
            }
            return;
        }
        arena.compaction().clean(2, 1);
    }

    /** False if there is no memory for another table; nothing has changed then. */
    private boolean removeBetween(int from, int to, int count) {
        int left = count - (to - from);
        int slots = isSparse(left) ? slotsFor(left) : slots();
        long table;
        try {
            table = allocateTable(slots);
        } catch (RegionFullException e) {
            return false;
        }
        // After the allocation, which may have moved them.
        long[] removed = blocks(from, to);
        copySlots(0, from, table, 0);
        copySlots(to, count, table, from);
        switchTo(table, slots, left);
        free(removed);
        return true;
    }

    private long[] blocks(int from, int to) {
        long[] blocks = new long[to - from];
        for (int i = from; i < to; i++) {
            blocks[i - from] = block(i);
        }
        return blocks;
    }

    private void free(long[] blocks) {
        for (long block : blocks) {
            free(block);
        }
    }

    void clear() {
        words.putLongRelease(ArenaLayout.ROOT, MapTable.noTable(root()));
        words.putLongOpaque(ArenaLayout.COUNT, 0);
        arena.clear();
    }

    private void insert(int index, byte[] element, int count) {
        int slots = Math.max(slots(), slotsFor(count + 1));
        // Noted before the next allocation, which may move blocks that are in use and gives back those that are not.
        words.putLong(PENDING, make(element, index));
        long table;
        try {
            table = allocateTable(slots);
        } catch (RegionFullException e) {
            free(takePending());
            throw e;
        }
        copySlots(0, index, table, 0);
        memory.putLong(slotAt(table, index), MapTable.slot(0, words.getLong(PENDING)));
        copySlots(index, count, table, index + 1);
        switchTo(table, slots, count + 1);
        var unused = takePending();
    }

    private long takePending() {
        long block = words.getLong(PENDING);
        words.putLong(PENDING, 0);
        return block;
    }

    private void removeBefore(int index, int count) {
        if (!removeBetween(index, index + 1, count)) {
            long block = block(index);
            closeGap(index, count);
            free(block);
        }
    }

    /** Moves the slots from behind {@code index} one to the front. */
    private void closeGap(int index, int count) {
        long table = table();
        for (int i = index; i < count - 1; i++) {
            memory.putLongRelease(slotAt(table, i), memory.getLong(slotAt(table, i + 1)));
        }
        putCount(table, count - 1);
    }

    private void renewTable(int slots, int count) {
        long table = allocateTable(slots);
        copySlots(0, count, table, 0);
        switchTo(table, slots, count);
    }

    private long allocateTable(int slots) {
        if (MapTable.slots(MapTable.root(0, 0, slots)) == 0) {
            throw arena.pool().full("a table for " + slots + " elements of one list", 0);
        }
        return arena.allocate(MapTable.bytes(slots), BlockLayout.TABLE);
    }

    /** Copies slots of the table that there is to one that is being made. */
    private void copySlots(int from, int end, long table, int to) {
        long before = table();
        for (int i = from; i < end; i++) {
            memory.putLong(slotAt(table, to + i - from), memory.getLong(slotAt(before, i)));
        }
    }

    private void switchTo(long table, int slots, int count) {
        long before = table();
        memory.putLong(countAt(table), count);
        // [ROOT] release: with the word the table is seen. The moment of the change.
        words.putLongRelease(ArenaLayout.ROOT, MapTable.root(root(), table, slots));
        words.putLongOpaque(ArenaLayout.COUNT, count);
        if (before != 0) {
            arena.free(before);
        }
    }

    private void putCount(long table, int count) {
        // [SLOT] release: with the count the slots before it are seen. The moment of the change.
        memory.putLongRelease(countAt(table), count);
        words.putLongOpaque(ArenaLayout.COUNT, count);
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

    /** An element that is in the table no more. */
    private void free(long block) {
        memory.putInt(block + BlockLayout.HASH, GONE);
        arena.free(block);
    }

    @Override
    public boolean isInUse(long block) {
        return memory.getInt(block + BlockLayout.TYPE) == BlockLayout.TABLE
                ? block == table()
                : block == words.getLong(PENDING) || slotOf(block) != 0;
    }

    @Override
    public void moved(long from, long to) {
        if (from == table()) {
            // [ROOT] release: the table's slots were copied before.
            words.putLongRelease(ArenaLayout.ROOT, MapTable.root(root(), to, slots()));
        } else if (from == words.getLong(PENDING)) {
            words.putLong(PENDING, to);
        } else {
            // [SLOT] release: the element was copied before.
            memory.putLongRelease(slotOf(from), MapTable.slot(0, to));
        }
    }

    @Override
    public void forEach(Arena.BlockVisitor visitor) {
        long table = table();
        if (table != 0) {
            visitor.visit(table);
            for (int i = 0, count = count(); i < count; i++) {
                visitor.visit(block(i));
            }
        }
    }

    /** Where the slot of this block is, or 0. */
    private long slotOf(long block) {
        int near = memory.getInt(block + BlockLayout.HASH);
        int count = count();
        if (near == GONE || count == 0) {
            return 0;
        }
        int begin = Math.max(0, Math.min(near, count - 1));
        for (int away = 0; away < count; away++) {
            for (int i = begin - away; i <= begin + away; i += Math.max(1, 2 * away)) {
                if (i >= 0 && i < count && MapTable.entry(memory.getLong(slotAt(table(), i))) == block) {
                    memory.putInt(block + BlockLayout.HASH, i);
                    return slotAt(table(), i);
                }
            }
        }
        return 0;
    }

    private void repair() {
        words.putLong(PENDING, 0);
        for (int i = 0, count = count(); i < count - 1; i++) {
            if (block(i) == block(i + 1)) {
                closeGap(i + 1, count);
                break;
            }
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
                if (!blocks.add(block(i))) {
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

    /** The element of this index, which there is. */
    private long block(int index) {
        long block = MapTable.entry(memory.getLong(slotAt(table(), index)));
        if (!memory.contains(block, BlockLayout.KEY)) {
            throw arena.damaged("index=" + index + " element=" + block);
        }
        return block;
    }

    /** A power of two that leaves room for the count. */
    private static int slotsFor(int elements) {
        return Math.max(LEAST_SLOTS, Integer.highestOneBit(elements + 1) << 1);
    }

    private boolean isSparse(int count) {
        return slots() > LEAST_SLOTS && (long) count * SPARSE < slots();
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
        return table() == 0 ? 0 : MapTable.slots(root());
    }
}
