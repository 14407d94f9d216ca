package io.interlock.internal.list;

import io.interlock.internal.access.MappedMemory;
import io.interlock.internal.alloc.LogAllocator;
import io.interlock.internal.alloc.SlotFormat;
import io.interlock.internal.alloc.TableRoot;
import io.interlock.internal.format.LogLayout;
import io.interlock.internal.format.MapTable;
import io.interlock.internal.format.RecordLayout;
import io.interlock.internal.pages.PoolMemory;
import java.util.function.LongPredicate;

/**
 * In which order a list's elements are: a record whose first slot is their count, and the others where they are. Under the
 * list's lock, but for {@link #countAt} and {@link #slotAt}, by which readers find their way too.
 */
final class ListTable {

    private static final int MIN_SLOTS = 8;

    /** The index of a record that is in the table no more. */
    static final int GONE = -1;

    /** A table so much larger than what is in it is made smaller. */
    private static final int SPARSE = 4;

    private final MappedMemory words;
    private final PoolMemory memory;
    private final LogAllocator log;
    private final TableRoot root;
    private final SlotFormat form;

    /** @param words the log's, laid out as {@link LogLayout} says */
    ListTable(MappedMemory words, LogAllocator log) {
        this.words = words;
        this.memory = log.memory();
        this.log = log;
        this.form = SlotFormat.of(log.pool());
        this.root = new TableRoot(log, words);
    }

    static long countAt(SlotFormat form, long table) {
        return form.at(table, 0);
    }

    static long slotAt(SlotFormat form, long table, int index) {
        return form.at(table, index + 1);
    }

    private long slotAt(int index) {
        return slotAt(form, record(), index);
    }

    /** The number of slots for this many elements, with some to spare: a power of two. */
    static int slotsFor(int elements) {
        return Math.max(MIN_SLOTS, Integer.highestOneBit(elements + 1) << 1);
    }

    /** The table's record, or 0. */
    long record() {
        return root.record();
    }

    int slots() {
        return root.slots(record());
    }

    /** How many slots suit it when it has so many elements. */
    int slotsForFewer(int elements) {
        boolean sparse = slots() > MIN_SLOTS && (long) elements * SPARSE < slots();
        return sparse ? slotsFor(elements) : slots();
    }

    int count() {
        long table = record();
        if (table == 0) {
            return 0;
        }
        long count = form.get(memory, countAt(form, table));
        if (count < 0 || count >= slots()) {
            throw log.damaged("table=" + table + " slots=" + slots() + " count=" + count);
        }
        return (int) count;
    }

    /** The element of this index, which there is. */
    long element(int index) {
        long record = form.entry(form.get(memory, slotAt(index)));
        if (!memory.contains(record, RecordLayout.KEY)) {
            throw log.damaged("index=" + index + " element=" + record);
        }
        return record;
    }

    long[] elements(int from, int to) {
        long[] elements = new long[to - from];
        for (int i = from; i < to; i++) {
            elements[i - from] = element(i);
        }
        return elements;
    }

    /** Replaces an element. */
    void set(int index, long element) {
        // [SLOT] release: with the slot the element's bytes are seen. The moment of the change.
        form.putRelease(memory, slotAt(index), form.slot(0, element));
    }

    /** Adds an element after the last one, for which there is a slot. */
    void append(long element, int count) {
        write(record(), count, element);
        putCount(count + 1);
    }

    /** Writes the slots after the last element, which no reader looks at yet, then the count: they are added as one step. */
    void append(ListBatch batch, int count, int more) {
        for (int i = count; i < count + more; i++) {
            write(record(), i, batch.record(i));
        }
        putCount(count + more);
    }

    /** Writes a slot that nobody looks at yet. */
    void write(long table, int index, long element) {
        form.put(memory, slotAt(form, table, index), form.slot(0, element));
    }

    void putCount(int count) {
        // [SLOT] release: with the count the slots before it are seen. The moment of the change.
        form.putRelease(memory, countAt(form, record()), count);
        words.putLongOpaque(LogLayout.COUNT, count);
    }

    /**
     * Moves the slots after {@code index} one to the front; a death in between leaves one element in two slots that follow
     * each other, and the rest as it is.
     */
    void closeGap(int index, int count) {
        long table = record();
        for (int i = index; i < count - 1; i++) {
            form.putRelease(memory, slotAt(form, table, i), form.get(memory, slotAt(form, table, i + 1)));
        }
        putCount(count - 1);
    }

    /** The second of two slots with the same element, or -1. */
    int gap() {
        for (int i = 1, count = count(); i < count; i++) {
            if (element(i - 1) == element(i)) {
                return i;
            }
        }
        return -1;
    }

    /** @throws io.interlock.RegionFullException if there is no room; nothing has changed */
    long allocate(int slots) {
        if (MapTable.slots(MapTable.root(0, 0, slots)) == 0) {
            throw log.pool().full("a table for " + slots + " elements of one list", 0);
        }
        return log.allocate(form.tableBytes(slots), RecordLayout.TABLE);
    }

    /** Copies slots to a table that is being made. */
    void copySlots(int from, int end, long table, int to) {
        long before = record();
        for (int i = from; i < end; i++) {
            form.put(memory, slotAt(form, table, to + i - from), form.get(memory, slotAt(form, before, i)));
        }
    }

    /** Publishes another table. */
    void switchTo(long table, int slots, int count) {
        long before = record();
        form.put(memory, countAt(form, table), count);
        // The moment of the change.
        root.publishRoot(table, slots);
        words.putLongOpaque(LogLayout.COUNT, count);
        if (before != 0) {
            log.free(before);
        }
    }

    void drop() {
        root.clearRoot();
        words.putLongOpaque(LogLayout.COUNT, 0);
    }

    /** It has been copied there. */
    void moved(long to) {
        root.publishRoot(to, slots());
    }

    /** An element has been copied there. */
    void moved(long from, long to) {
        // [SLOT] release: the element was copied before.
        form.putRelease(memory, slotOf(from), form.slot(0, to));
    }

    /** From now on the element says that it is in no slot. */
    void forget(long element) {
        memory.putInt(element + RecordLayout.HASH, GONE);
    }

    boolean contains(long element) {
        return slotOf(element) != 0;
    }

    /** Where the slot of this element is, or 0. An element knows its index, or about. */
    private long slotOf(long element) {
        int near = memory.getInt(element + RecordLayout.HASH);
        int index = near == GONE ? -1 : search(near, record -> record == element);
        if (index < 0) {
            return 0;
        }
        putHint(element, index);
        return slotAt(index);
    }

    /** Notes in an element what its index is. */
    void putHint(long element, int index) {
        memory.putInt(element + RecordLayout.HASH, index);
    }

    /** The same for all elements from this index on, which are about to be far from where they were. */
    void putHints(int from) {
        for (int i = from, count = count(); i < count; i++) {
            putHint(element(i), i);
        }
    }

    /** The index of an element that is sought, or -1. The search begins at an index and goes ever further away from it. */
    int search(int near, LongPredicate matches) {
        int count = count();
        int begin = Math.max(0, Math.min(near, count - 1));
        for (int away = 0; away < count; away++) {
            for (int i = begin - away; i <= begin + away; i += Math.max(1, 2 * away)) {
                if (i >= 0 && i < count && matches.test(form.entry(form.get(memory, slotAt(i))))) {
                    return i;
                }
            }
        }
        return -1;
    }
}
