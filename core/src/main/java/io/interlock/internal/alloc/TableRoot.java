package io.interlock.internal.alloc;

import io.interlock.internal.access.MappedMemory;
import io.interlock.internal.format.LogLayout;
import io.interlock.internal.format.MapTable;

/**
 * The root of a structure in a log: the word ROOT, which refers to its table. Read and written under the log's lock; for its bits
 * see {@link MapTable}.
 */
public final class TableRoot {

    private final LogAllocator log;
    private final MappedMemory words;
    private final SlotFormat form;

    /** @param words the log's, laid out as {@link LogLayout} says */
    public TableRoot(LogAllocator log, MappedMemory words) {
        this.log = log;
        this.words = words;
        this.form = SlotFormat.of(log.pool());
    }

    /** The table's record, or 0. */
    public long record() {
        long word = word();
        long table = MapTable.table(word);
        if (table != 0
                && !(MapTable.slots(word) > 0 && log.memory().contains(table, form.tableBytes(MapTable.slots(word))))) {
            throw log.damaged("table=" + table + " slots=" + MapTable.slots(word));
        }
        return table;
    }

    /** How many slots the table has that {@link #record} gave; 0 for none. */
    public int slots(long table) {
        return table == 0 ? 0 : MapTable.slots(word());
    }

    /** Publishes a table whose slots are written. */
    public void publishRoot(long table, int slots) {
        // [ROOT] release: with the word the table is seen.
        words.putLongRelease(LogLayout.ROOT, MapTable.root(word(), table, slots));
    }

    /** From now on there is no table. */
    public void clearRoot() {
        words.putLongRelease(LogLayout.ROOT, MapTable.noTable(word()));
    }

    private long word() {
        return words.getLong(LogLayout.ROOT);
    }
}
