package io.interlock.internal.alloc;

import io.interlock.internal.access.MappedMemory;
import io.interlock.internal.format.ArenaLayout;
import io.interlock.internal.format.MapTable;

/**
 * Which table hangs from an arena's words, as who has the lock sees it and changes it. For how it stands in ROOT see
 * {@link MapTable}.
 */
public final class TableRoot {

    private final LogAllocator arena;
    private final MappedMemory words;
    private final SlotFormat form;

    /** @param words the arena's, laid out as {@link ArenaLayout} says */
    public TableRoot(LogAllocator arena, MappedMemory words) {
        this.arena = arena;
        this.words = words;
        this.form = SlotFormat.of(arena.pool());
    }

    /** The table's block, or 0. */
    public long block() {
        long word = word();
        long table = MapTable.table(word);
        if (table != 0
                && !(MapTable.slots(word) > 0
                        && arena.memory().contains(table, form.tableBytes(MapTable.slots(word))))) {
            throw arena.damaged("table=" + table + " slots=" + MapTable.slots(word));
        }
        return table;
    }

    /** How many slots the table has that {@link #block} gave; 0 for none. */
    public int slots(long table) {
        return table == 0 ? 0 : MapTable.slots(word());
    }

    /** Hangs a table in, whose slots are written. */
    public void hang(long table, int slots) {
        // [ROOT] release: with the word the table is seen.
        words.putLongRelease(ArenaLayout.ROOT, MapTable.root(word(), table, slots));
    }

    /** There is no table any more. */
    public void unhang() {
        words.putLongRelease(ArenaLayout.ROOT, MapTable.noTable(word()));
    }

    private long word() {
        return words.getLong(ArenaLayout.ROOT);
    }
}
