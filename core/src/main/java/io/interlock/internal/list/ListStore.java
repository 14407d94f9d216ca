package io.interlock.internal.list;

import io.interlock.RegionFormatException;
import io.interlock.RegionFullException;
import io.interlock.internal.access.MappedMemory;
import io.interlock.internal.alloc.LogAllocator;
import io.interlock.internal.alloc.LogCheck;
import io.interlock.internal.alloc.LogRepair;
import io.interlock.internal.directory.DirectoryEntry;
import io.interlock.internal.directory.RegionRuntime;
import io.interlock.internal.directory.Verification;
import io.interlock.internal.format.LogLayout;
import io.interlock.internal.format.RecordLayout;
import io.interlock.internal.lock.InternalMutex;
import io.interlock.internal.pages.PageAllocator;
import io.interlock.internal.pages.PoolMemory;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * A list's elements: records that do not change, and a {@link ListTable} that says in which order. All but {@link #reader} under
 * the lock.
 *
 * <pre>
 * change                  becomes visible, and happens, by the store of
 * set                     the slot
 * append                  the count; the slot after the last was written before
 * remove the last ones    the count
 * insert, remove, clear   ROOT: another table, which was written aside
 * many at once            the count, or ROOT
 * </pre>
 *
 * <p>Where there is no memory for another table, an element is removed by moving the slots after it one by one: a holder that
 * dies meanwhile leaves one record in two slots that follow each other, which cannot be otherwise, and the repair goes on there.
 */
public final class ListStore implements LogAllocator.Contents {

    private final MappedMemory words;
    private final PoolMemory memory;
    private final InternalMutex lock;
    private final LogAllocator log;
    private final ListTable table;
    private final ListReader reader;
    private final ListBatch batch;
    private final ListSteps many;

    public ListStore(RegionRuntime file, DirectoryEntry entry) {
        PageAllocator pool = file.pool();
        String where = file.where() + " list=" + entry.name();
        this.words = entry.body();
        this.memory = pool.memory();
        this.lock = InternalMutex.repairing(
                file, words, where, new InternalMutex.Repair(words, LogLayout.REPAIRED, this::repair));
        this.log = new LogAllocator(pool, words, entry.bodyOffset(), where, this, (except, work, enough) -> {});
        this.table = new ListTable(words, log);
        this.reader = new ListReader(pool, words, entry.bodyOffset(), where);
        this.batch = new ListBatch(words, log);
        this.many = new ListSteps(this, log, table, batch);
    }

    public ListReader reader() {
        return reader;
    }

    public void lock() {
        lock.lock();
        try {
            batch.reset();
        } catch (Throwable e) {
            lock.unlock();
            throw e;
        }
    }

    public void unlock() {
        lock.unlock();
    }

    /** What a dead holder has left half done is done, or undone; before a look without the lock. */
    public void repairIfAbandoned() {
        lock.repairIfAbandoned();
    }

    public int count() {
        return table.count();
    }

    public byte[] element(int index) {
        return bytes(table.element(index));
    }

    private byte[] bytes(long record) {
        int length = memory.getInt(record + RecordLayout.VALUE_BYTES);
        if (length < 0 || RecordLayout.sizeOfEntry(0, length) != log.segments().sizeOf(record)) {
            throw log.damaged("element=" + record + " bytes=" + length);
        }
        return memory.getBytes(record + RecordLayout.KEY, length);
    }

    /** The elements from {@code from} to before {@code to}, or to the last, at one moment; takes the lock only where it must. */
    public ListImage image(int from, int to) {
        repairIfAbandoned();
        ListImage image = reader.tryImage(from, to);
        if (image != null) {
            return image;
        }
        lock();
        try {
            return imageHeld(from, to);
        } finally {
            unlock();
        }
    }

    /** As {@link #image}, under the lock. */
    public ListImage imageHeld(int from, int to) {
        ListElement[] elements = new ListElement[Math.max(0, Math.min(to, count()) - from)];
        for (int i = 0; i < elements.length; i++) {
            elements[i] = found(from + i);
        }
        return new ListImage(elements, words.getLong(LogLayout.EPOCH));
    }

    /** The element of this index, to be found again wherever it goes. */
    public ListElement found(int index) {
        long record = table.element(index);
        return new ListElement(memory.getInt(record + RecordLayout.MARK), element(index), record);
    }

    /** True if from this index on the same elements follow as in the image. */
    public boolean isStill(ListImage image, int from) {
        boolean sameMemory = image.epoch() == words.getLong(LogLayout.EPOCH);
        for (int i = 0; i < image.size(); i++) {
            ListElement element = image.element(i);
            long record = table.element(from + i);
            if (sameMemory ? record != element.record() : !is(record, element)) {
                return false;
            }
        }
        return true;
    }

    /** Where this element is now, or -1 if it is gone; sought from an index on, in both directions. */
    public int indexOf(ListElement element, int near) {
        return table.search(near, record -> is(record, element));
    }

    private boolean is(long record, ListElement element) {
        return memory.getInt(record + RecordLayout.MARK) == element.mark()
                && Arrays.equals(bytes(record), element.bytes());
    }

    public void set(int index, byte[] element) {
        lock.change(() -> setChanging(index, element));
    }

    private void setChanging(int index, byte[] element) {
        long record = batch.makeOne(element, index);
        long before = table.element(index);
        table.set(index, record);
        free(before);
    }

    /**
     * Inserts an element.
     *
     * @param index from 0 to {@link #count}
     */
    public void add(int index, byte[] element) {
        lock.change(() -> addChanging(index, element));
    }

    private void addChanging(int index, byte[] element) {
        int count = count();
        if (index < count) {
            many.addAll(index, new byte[][] {element});
            return;
        }
        if (count + 1 >= table.slots()) {
            renewTable(ListTable.slotsFor(count + 1), count);
        }
        table.append(batch.makeOne(element, count), count);
    }

    public void remove(int index) {
        lock.change(() -> removeChanging(index));
    }

    public void removeChanging(int index) {
        int count = count();
        if (count == 1) {
            clearChanging();
            return;
        }
        if (index == count - 1) {
            long record = table.element(index);
            table.putCount(index);
            free(record);
        } else if (!removeBetween(index, index + 1, count)) {
            long record = table.element(index);
            table.closeGap(index, count);
            free(record);
        }
        log.compaction().collect(2, 1);
    }

    /**
     * Removes the elements from {@code from} to before {@code to}; one step, but where there is no memory for another table: then
     * one after the other, from the last on.
     */
    public void removeRange(int from, int to) {
        lock.change(() -> removeRangeChanging(from, to));
    }

    public void removeRangeChanging(int from, int to) {
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
        log.compaction().collect(2, 1);
    }

    public void addAll(int index, byte[][] elements) {
        lock.change(() -> many.addAll(index, elements));
    }

    public void replaceAll(int from, byte[][] elements) {
        lock.change(() -> many.replaceAll(from, elements));
    }

    public void reorder(int from, int[] order) {
        lock.change(() -> many.reorder(from, order));
    }

    public void removeAll(BitSet indices) {
        lock.change(() -> many.removeAll(indices));
    }

    public void clear() {
        lock.change(this::clearChanging);
    }

    private void clearChanging() {
        table.drop();
        log.clear();
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

    /** Elements that are in the table no more. */
    public void free(long... records) {
        for (long record : records) {
            table.forget(record);
            log.free(record);
        }
    }

    @Override
    public boolean isInUse(long record) {
        return RecordLayout.type(memory.getInt(record + RecordLayout.TYPE)) == RecordLayout.TABLE
                ? record == table.record()
                : batch.contains(record) || table.contains(record);
    }

    @Override
    public void moved(long from, long to) {
        if (from == table.record()) {
            table.moved(to);
        } else if (!batch.moved(from, to)) {
            table.moved(from, to);
        }
    }

    @Override
    public void forEach(LogAllocator.RecordVisitor visitor) {
        long tableRecord = table.record();
        if (tableRecord != 0) {
            visitor.visit(tableRecord);
            for (int i = 0, count = count(); i < count; i++) {
                visitor.visit(table.element(i));
            }
        }
    }

    private void repair() {
        batch.reset();
        int gap = table.gap();
        if (gap > 0) {
            table.closeGap(gap, count());
        }
        words.putLongOpaque(LogLayout.COUNT, count());
        new LogRepair(log, words).run(this);
    }

    /** Checks the list of an entry, which nobody may have asked for yet in this process. */
    public static void verify(RegionRuntime file, DirectoryEntry entry, Verification into) {
        String name = "list=" + entry.name();
        if (entry.body().size() != LogLayout.BYTES) {
            into.problem(name + " body=" + entry.body().size() + " bytes, expected=" + LogLayout.BYTES);
            return;
        }
        into.ownsPages(entry.bodyOffset());
        entry.local(ListStore.class, () -> new ListStore(file, entry))
                .checkLog()
                .forEach(problem -> into.problem(name + " " + problem));
    }

    /** What is wrong with it, or with the region's page table; empty if nothing is. */
    public List<String> check() {
        List<String> problems = new ArrayList<>(log.pool().check());
        problems.addAll(checkLog());
        return problems;
    }

    private List<String> checkLog() {
        List<String> problems = new ArrayList<>();
        lock();
        try {
            problems.addAll(new LogCheck(log, this, "list").run());
            Set<Long> records = new HashSet<>();
            for (int i = 0, count = count(); i < count; i++) {
                var unused = element(i);
                if (!records.add(table.element(i))) {
                    problems.add("list index=" + i + " is there twice");
                }
            }
            if (words.getLong(LogLayout.COUNT) != count()) {
                problems.add("list count=" + words.getLong(LogLayout.COUNT) + " expected=" + count());
            }
        } catch (RegionFormatException e) {
            problems.add(e.getMessage());
        } finally {
            unlock();
        }
        return problems;
    }
}
