package io.interlock.internal.list;

import io.interlock.internal.access.MappedMemory;
import io.interlock.internal.alloc.LogReader;
import io.interlock.internal.format.MapTable;
import io.interlock.internal.format.RecordLayout;
import io.interlock.internal.pages.PageAllocator;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Reads a list without its lock; see {@link ListTable}. */
public final class ListReader extends LogReader {

    /** A list has one. */
    private static final int LOG = 0;

    /** How often all elements are read without the lock before it is taken. */
    private static final int IMAGE_ATTEMPTS = 3;

    public ListReader(PageAllocator pool, MappedMemory words, long owner, String where) {
        super(pool, words, owner, where);
    }

    /** How many elements there are. */
    public int count() {
        for (; ; ) {
            long epoch = epoch(LOG);
            int count = count(root(LOG));
            if (isStill(LOG, epoch)) {
                requireWhole(count);
                return count;
            }
        }
    }

    /** A copy of an element's bytes, or null if there is none of this index. */
    public byte @Nullable [] element(int index) {
        for (; ; ) {
            long epoch = epoch(LOG);
            long root = root(LOG);
            int count = count(root);
            byte[] element = null;
            long broken = count;
            if (index < count) {
                // [SLOT] acquire: with the slot its element's bytes are seen.
                long slot = form.getAcquire(memory, ListTable.slotAt(form, MapTable.table(root), index));
                element = bytes(form.entry(slot));
                broken = element == null ? MapTable.BROKEN : 0;
            }
            if (isStill(LOG, epoch)) {
                requireWhole(broken);
                return element;
            }
        }
    }

    /**
     * The elements from {@code from} to before {@code to}, or to the last, at one moment; null if others changed them in each
     * try.
     *
     * <p>It reads every slot twice. A slot that has changed never gets an earlier record again, unless EPOCH or ROOT changes
     * too; so what is the same in both reads was there at once, between them.
     */
    @Nullable
    public ListImage tryImage(int from, int to) {
        for (int attempt = 0; attempt < IMAGE_ATTEMPTS; attempt++) {
            long epoch = epoch(LOG);
            long root = root(LOG);
            int count = count(root);
            int end = Math.max(from, Math.min(to, count));
            ListElement[] elements = count < 0 ? null : elements(MapTable.table(root), from, end);
            boolean same = root(LOG) == root && (elements == null || isSame(root, count, from, elements));
            if (isStill(LOG, epoch) && same) {
                requireWhole(elements == null ? MapTable.BROKEN : count);
                return new ListImage(Objects.requireNonNull(elements), epoch);
            }
        }
        return null;
    }

    private ListElement @Nullable [] elements(long table, int from, int end) {
        ListElement[] elements = new ListElement[end - from];
        for (int i = from; i < end; i++) {
            // [SLOT] acquire: with the slot its element's bytes are seen.
            long record = form.entry(form.getAcquire(memory, ListTable.slotAt(form, table, i)));
            byte[] bytes = bytes(record);
            if (bytes == null) {
                return null;
            }
            elements[i - from] = new ListElement(memory.getInt(record + RecordLayout.MARK), bytes, record);
        }
        return elements;
    }

    private boolean isSame(long root, int count, int from, ListElement[] elements) {
        long table = MapTable.table(root);
        long before = 0;
        for (int i = 0; i < elements.length; i++) {
            // [SLOT] acquire: the second read of a slot comes after all of the first.
            long record = form.entry(form.getAcquire(memory, ListTable.slotAt(form, table, from + i)));
            // Twice the same: an element is being removed slot by slot.
            if (record != elements[i].record() || record == before) {
                return false;
            }
            before = record;
        }
        return count(root) == count;
    }

    private void requireWhole(long record) {
        if (record == MapTable.BROKEN) {
            throw broken();
        }
    }

    /** The bytes of a record; null for a place that cannot be one. */
    private byte @Nullable [] bytes(long record) {
        long room = memory.room(record);
        if (room < RecordLayout.KEY) {
            return null;
        }
        int length = memory.getInt(record + RecordLayout.VALUE_BYTES);
        return isWithin(LOG, record, RecordLayout.KEY, length, room)
                ? memory.getBytes(record + RecordLayout.KEY, length)
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
