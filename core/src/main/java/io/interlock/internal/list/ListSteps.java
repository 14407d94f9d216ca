package io.interlock.internal.list;

import io.interlock.RegionFullException;
import io.interlock.internal.alloc.LogAllocator;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/**
 * Changes of many elements of a list, each one step: the new elements are made first, then a table is written aside, then ROOT
 * or the count changes. Under the list's lock.
 */
final class ListSteps {

    /** More than any table has slots for. */
    private static final int MAX_ELEMENTS = 1 << 29;

    private final ListStore store;
    private final LogAllocator log;
    private final ListTable table;
    private final ListBatch batch;

    ListSteps(ListStore store, LogAllocator log, ListTable table, ListBatch batch) {
        this.store = store;
        this.log = log;
        this.table = table;
        this.batch = batch;
    }

    /**
     * Adds elements as one step.
     *
     * @param index from 0 to the list's count
     * @throws RegionFullException if there is no room for all of them; nothing has changed
     */
    void addAll(int index, byte[][] elements) {
        int count = table.count();
        int more = elements.length;
        if (more == 0) {
            return;
        }
        if (more > MAX_ELEMENTS - count) {
            throw log.pool().full((long) count + more + " elements of one list", 0);
        }
        batch.make(index, elements);
        int slots = count + more < table.slots() ? table.slots() : ListTable.slotsFor(count + more);
        if (index == count && slots == table.slots()) {
            table.append(batch, count, more);
        } else {
            long newTable = allocateOrFree(slots);
            table.copySlots(0, index, newTable, 0);
            writeBatch(newTable, index, index + more);
            table.copySlots(index, count, newTable, index + more);
            table.switchTo(newTable, slots, count + more);
        }
        batch.reset();
    }

    /**
     * Replaces elements as one step.
     *
     * @param elements from index {@code from} on; where null, the element stays
     * @throws RegionFullException if there is no room for all of them beside those that are there; nothing has changed
     */
    void replaceAll(int from, byte[][] elements) {
        int count = table.count();
        batch.make(from, elements);
        long newTable = allocateOrFree(table.slots());
        List<Long> replaced = new ArrayList<>();
        table.copySlots(0, count, newTable, 0);
        for (int i = from; i < from + elements.length; i++) {
            if (batch.record(i) != 0) {
                replaced.add(table.element(i));
                table.write(newTable, i, batch.record(i));
            }
        }
        table.switchTo(newTable, table.slots(), count);
        batch.reset();
        store.free(replaced.stream().mapToLong(Long::longValue).toArray());
        log.compaction().collect(2, 1);
    }

    /**
     * Puts elements into another order, as one step.
     *
     * @param order for each index from {@code from} on, which of these elements comes there
     * @throws RegionFullException if there is no memory for another table; nothing has changed
     */
    void reorder(int from, int[] order) {
        int count = table.count();
        long newTable = table.allocate(table.slots());
        long[] records = table.elements(from, from + order.length);
        table.copySlots(0, count, newTable, 0);
        for (int i = 0; i < order.length; i++) {
            table.write(newTable, from + i, records[order[i]]);
        }
        table.switchTo(newTable, table.slots(), count);
        table.putHints(from);
    }

    /**
     * Removes the elements of these indices as one step; where there is no memory for another table, one after the other, from the
     * last on.
     */
    void removeAll(BitSet indices) {
        int first = indices.nextSetBit(0);
        if (first < 0) {
            return;
        }
        if (indices.nextClearBit(first) == indices.length()) {
            store.removeRangeChanging(first, indices.length());
            return;
        }
        int count = table.count();
        int left = count - indices.cardinality();
        int slots = table.slotsForFewer(left);
        long newTable;
        try {
            newTable = table.allocate(slots);
        } catch (RegionFullException e) {
            for (int i = indices.length() - 1; i >= 0; i = indices.previousSetBit(i - 1)) {
                store.removeChanging(i);
            }
            return;
        }
        long[] removed = indices.stream().mapToLong(table::element).toArray();
        int to = 0;
        for (int i = 0; i < count; i++) {
            if (!indices.get(i)) {
                table.write(newTable, to++, table.element(i));
            }
        }
        table.switchTo(newTable, slots, left);
        table.putHints(first);
        store.free(removed);
        log.compaction().collect(2, 1);
    }

    private void writeBatch(long newTable, int from, int to) {
        for (int i = from; i < to; i++) {
            table.write(newTable, i, batch.record(i));
        }
    }

    private long allocateOrFree(int slots) {
        try {
            return table.allocate(slots);
        } catch (RegionFullException e) {
            batch.free();
            throw e;
        }
    }
}
