package io.interlock.collection;

import io.interlock.memory.MappedMemory;

/**
 * Which table hangs from an arena's words, as who has the lock sees it and changes it. For how it stands in ROOT see
 * {@link MapTable}.
 */
final class TableRoot {

    private final Arena arena;
    private final MappedMemory words;
    private final SlotForm form;

    /** @param words the arena's, laid out as {@link ArenaLayout} says */
    TableRoot(Arena arena, MappedMemory words) {
        this.arena = arena;
        this.words = words;
        this.form = SlotForm.of(arena.pool());
    }

    /** The table's block, or 0. */
    long block() {
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
    int slots(long table) {
        return table == 0 ? 0 : MapTable.slots(word());
    }

    /** Hangs a table in, whose slots are written. */
    void hang(long table, int slots) {
        // [ROOT] release: with the word the table is seen.
        words.putLongRelease(ArenaLayout.ROOT, MapTable.root(word(), table, slots));
    }

    /** There is no table any more. */
    void unhang() {
        words.putLongRelease(ArenaLayout.ROOT, MapTable.noTable(word()));
    }

    private long word() {
        return words.getLong(ArenaLayout.ROOT);
    }
}
