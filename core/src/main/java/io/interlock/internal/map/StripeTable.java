package io.interlock.internal.map;

import io.interlock.RegionFullException;
import io.interlock.internal.access.MappedMemory;
import io.interlock.internal.alloc.LogAllocator;
import io.interlock.internal.alloc.SlotFormat;
import io.interlock.internal.alloc.TableRoot;
import io.interlock.internal.format.LogLayout;
import io.interlock.internal.format.MapTable;
import io.interlock.internal.format.RecordLayout;
import io.interlock.internal.pages.PoolMemory;

/**
 * A stripe's table, under the stripe's lock: finds entries, and adds, replaces and removes them. Each change is one store, of a
 * slot or of ROOT. For its memory see {@link MapTable} and {@link SlotFormat}.
 *
 * <p>{@link #find} notes what it found for the calls that follow.
 */
final class StripeTable {

    /** A table keeps this part of its slots empty, so that a search for what is not there ends. */
    private static final int MIN_EMPTY_SHARE = 16;

    private final LogAllocator log;
    private final MappedMemory words;
    private final PoolMemory memory;
    private final String where;
    private final TableRoot root;
    private final SlotFormat form;

    /** Where the slot is that holds the entry found, or the first that may take a new one; 0: there is no table. */
    private long slotAt;

    /** The entry found, or 0. */
    private long found;

    StripeTable(LogAllocator log, MappedMemory words, String where) {
        this.log = log;
        this.words = words;
        this.memory = log.memory();
        this.where = where;
        this.form = SlotFormat.of(log.pool());
        this.root = new TableRoot(log, words);
    }

    /** The entry of this key, or 0. */
    long find(long hash, byte[] key) {
        found = 0;
        slotAt = 0;
        long table = root.record();
        int slots = root.slots(table);
        int mask = slots - 1;
        for (int i = (int) hash & mask, looked = 0; looked < slots; i = (i + 1) & mask, looked++) {
            long at = form.at(table, i);
            long slot = form.get(memory, at);
            if (slot == SlotFormat.EMPTY) {
                slotAt = slotAt == 0 ? at : slotAt;
                return 0;
            }
            if (slot == SlotFormat.REMOVED) {
                slotAt = slotAt == 0 ? at : slotAt;
            } else if (form.tagMatches(slot, hash) && isOf(form.entry(slot), key)) {
                slotAt = at;
                found = form.entry(slot);
                return found;
            }
        }
        return 0;
    }

    /** The table's record, or 0. */
    long record() {
        return root.record();
    }

    /** The entry that was found, or 0. */
    long found() {
        return found;
    }

    /** Lets the slot that was found refer to this entry, instead of the one that was found. The moment of the change. */
    void replace(long hash, long entry) {
        if (slotAt == 0) {
            throw log.damaged("table=" + root.record() + ": no slot left");
        }
        // [SLOT] release: with the slot the entry's bytes are seen.
        form.putRelease(memory, slotAt, form.slot(hash, entry));
    }

    /** As {@link #replace}, where none was found. */
    void add(long hash, long entry) {
        boolean wasEmpty = slotAt != 0 && form.get(memory, slotAt) == SlotFormat.EMPTY;
        replace(hash, entry);
        if (wasEmpty) {
            filled(filled() + 1);
        }
    }

    /** Lets the slot that was found refer to nothing. */
    void remove() {
        long table = root.record();
        int mask = root.slots(table) - 1;
        int slot = form.index(table, slotAt);
        boolean last = slot(table, (slot + 1) & mask) == SlotFormat.EMPTY;
        form.putRelease(memory, slotAt, last ? SlotFormat.EMPTY : SlotFormat.REMOVED);
        if (!last) {
            return;
        }
        // Behind these there is an empty slot now: they need not say any more that one has to look further.
        int emptied = 1;
        for (int i = (slot - 1) & mask; emptied <= mask; i = (i - 1) & mask, emptied++) {
            if (slot(table, i) != SlotFormat.REMOVED) {
                break;
            }
            form.putRelease(memory, form.at(table, i), SlotFormat.EMPTY);
        }
        filled(filled() - emptied);
    }

    /** There is no table any more. */
    void clearRoot() {
        root.clearRoot();
        filled(0);
    }

    /** A copy of the record, the table or an entry, takes its place. */
    void moved(long from, long to) {
        long table = root.record();
        if (from == table) {
            root.publishRoot(to, root.slots(table));
            return;
        }
        long at = slotOf(from);
        // [SLOT] release: the entry was copied before.
        form.putRelease(memory, at, form.moved(form.get(memory, at), to));
    }

    /** Called with the slot's word and the entry that it refers to. */
    @FunctionalInterface
    interface EntryVisitor {
        void visit(long slot, long entry);
    }

    void forEachEntry(EntryVisitor visitor) {
        long table = root.record();
        int slots = root.slots(table);
        for (int i = 0; i < slots; i++) {
            long slot = slot(table, i);
            if (SlotFormat.isEntry(slot)) {
                visitor.visit(slot, requireEntry(form.entry(slot)));
            }
        }
    }

    long countEntries() {
        long[] count = {0};
        forEachEntry((slot, entry) -> count[0]++);
        return count[0];
    }

    /** The slot that refers to this record, or 0. */
    long slotOf(long record) {
        long table = root.record();
        int slots = root.slots(table);
        int mask = slots - 1;
        int i = memory.getInt(record + RecordLayout.HASH) & mask;
        for (int looked = 0; looked < slots; i = (i + 1) & mask, looked++) {
            long slot = slot(table, i);
            if (slot == SlotFormat.EMPTY) {
                return 0;
            }
            if (slot != SlotFormat.REMOVED && form.entry(slot) == record) {
                return form.at(table, i);
            }
        }
        return 0;
    }

    /** Before a new entry; true if there may be another table then. */
    boolean makeRoom() {
        long filled = filled();
        int slots = root.slots(root.record());
        if (slotAt != 0 && (form.get(memory, slotAt) == SlotFormat.REMOVED || (filled + 1) * 4 <= slots * 3L)) {
            return false;
        }
        try {
            renew();
        } catch (RegionFullException e) {
            if (slotAt == 0 || filled + 1 >= slots - slots / MIN_EMPTY_SHARE) {
                throw e;
            }
            // Full as it is, the table goes on being used, slower, until there is room for a larger one.
        }
        return true;
    }

    private void renew() {
        long count = countEntries();
        int slots = MapTable.slotsFor(count + 1);
        if (count >= slots - slots / MIN_EMPTY_SHARE) {
            throw log.pool().full(where + ": a table for " + count + " entries of one stripe", 0);
        }
        long record = log.allocate(form.tableBytes(slots), RecordLayout.TABLE);
        long[] content = new long[slots];
        int mask = slots - 1;
        forEachEntry((slot, entry) -> {
            int i = memory.getInt(entry + RecordLayout.HASH) & mask;
            while (content[i] != SlotFormat.EMPTY) {
                i = (i + 1) & mask;
            }
            content[i] = slot;
        });
        for (int i = 0; i < slots; i++) {
            form.put(memory, form.at(record, i), content[i]);
        }
        long before = root.record();
        root.publishRoot(record, slots);
        filled(count);
        if (before != 0) {
            log.free(before);
        }
    }

    /** After a writer has died. */
    void recount() {
        filled(countFilled());
    }

    /** So many slots are not empty, by a look at each. */
    long countFilled() {
        long filled = 0;
        long table = root.record();
        for (int i = 0, slots = root.slots(table); i < slots; i++) {
            filled += slot(table, i) == SlotFormat.EMPTY ? 0 : 1;
        }
        return filled;
    }

    private long slot(long table, int i) {
        return form.get(memory, form.at(table, i));
    }

    private boolean isOf(long record, byte[] key) {
        return memory.getInt(requireEntry(record) + RecordLayout.KEY_BYTES) == key.length
                && memory.contains(record, RecordLayout.KEY + (long) key.length)
                && memory.matches(record + RecordLayout.KEY, key);
    }

    private long requireEntry(long record) {
        if (!memory.contains(record, RecordLayout.KEY)) {
            throw log.damaged("entry=" + record);
        }
        return record;
    }

    /** So many slots are not empty, as it is kept. */
    private long filled() {
        return words.getLong(LogLayout.FILLED);
    }

    private void filled(long slots) {
        words.putLong(LogLayout.FILLED, slots);
    }
}
