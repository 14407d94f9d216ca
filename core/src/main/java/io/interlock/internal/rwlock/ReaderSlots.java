package io.interlock.internal.rwlock;

import io.interlock.internal.access.MappedMemory;
import io.interlock.internal.directory.RegionRuntime;
import io.interlock.internal.format.Owner;
import io.interlock.internal.format.ReadWriteLayout;
import io.interlock.internal.thread.Inspection;
import io.interlock.internal.thread.ThreadTable;

/**
 * Who reads: each reader puts its owner word into a cell of its own, so that readers do not meet on a count, and a dead
 * reader is found by who waits for it.
 *
 * <p>Pair [READ], a store and a load on each side, both sides with full fences:
 *
 * <pre>
 * reader                             writer
 *   cell = me            CAS           STATE = me           CAS
 *   STATE != 0? retreat  volatile      any cell != 0? wait  volatile
 * </pre>
 *
 * At least one of the two sees the other. The idea of readers in cells of their own, with the writer looking at all: Dice
 * and Kogan, "BRAVO: Biased Locking for Reader-Writer Locks" (2019).
 */
public final class ReaderSlots {

    static final int NONE = -1;

    private final MappedMemory memory;
    private final ThreadTable threads;

    public ReaderSlots(RegionRuntime file, MappedMemory memory) {
        this.memory = memory;
        this.threads = file.threads();
    }

    /** Tells people who reads; the dead do not count. */
    public static void inspect(MappedMemory memory, Inspection into) {
        int cells = ReadWriteLayout.cellsIn(memory.getIntVolatile(ReadWriteLayout.LINES));
        int readers = 0;
        for (int index = 0; index < cells; index++) {
            long reader = memory.getLongVolatile(ReadWriteLayout.cell(index));
            if (reader != Owner.NOBODY && !into.isDead(reader)) {
                into.holder("reader", reader);
                readers++;
            }
        }
        into.put("readers", readers);
    }

    /** Takes a free cell, or that of a dead reader; {@link #NONE} where there is neither. */
    public int take(Owner me) {
        int first = ReadWriteLayout.firstChoice(me.slot());
        for (int i = 0; i < ReadWriteLayout.MAX_CELLS; i++) {
            int index = (first + i) % ReadWriteLayout.MAX_CELLS;
            int cell = ReadWriteLayout.cell(index);
            long found = memory.getLongOpaque(cell);
            if (found == Owner.NOBODY || threads.isDead(found)) {
                // Before the cell: a writer looks at no line above this number.
                raiseLines(ReadWriteLayout.linesUpTo(index));
                // [READ] the reader's store
                if (memory.compareAndSetLong(cell, found, me.word())) {
                    return cell;
                }
            }
        }
        return NONE;
    }

    /** By the reader whose cell it is. */
    public void free(int cell) {
        try {
            // [READ] release: what the reader read, it read before a writer that sees this changes it.
            memory.putLongRelease(cell, Owner.NOBODY);
        } catch (Error e) {
            // Nobody else can free it while this thread lives.
            memory.putLongRelease(cell, Owner.NOBODY);
            throw e;
        }
    }

    /** Some reader that lives, or {@link Owner#NOBODY}; frees the cells of dead ones on the way. */
    public long anyReader() {
        int cells = ReadWriteLayout.cellsIn(memory.getIntVolatile(ReadWriteLayout.LINES));
        for (int index = 0; index < cells; index++) {
            int cell = ReadWriteLayout.cell(index);
            // [READ] the writer's load
            long reader = memory.getLongVolatile(cell);
            if (reader != Owner.NOBODY) {
                if (!threads.isDead(reader)) {
                    return reader;
                }
                memory.compareAndSetLong(cell, reader, Owner.NOBODY);
            }
        }
        return Owner.NOBODY;
    }

    /** How many readers live; only a moment's truth. */
    public int count() {
        int cells = ReadWriteLayout.cellsIn(memory.getIntVolatile(ReadWriteLayout.LINES));
        int readers = 0;
        for (int index = 0; index < cells; index++) {
            long reader = memory.getLongVolatile(ReadWriteLayout.cell(index));
            if (reader != Owner.NOBODY && !threads.isDead(reader)) {
                readers++;
            }
        }
        return readers;
    }

    private void raiseLines(int wanted) {
        int lines = memory.getIntVolatile(ReadWriteLayout.LINES);
        while (lines < wanted && !memory.compareAndSetInt(ReadWriteLayout.LINES, lines, wanted)) {
            lines = memory.getIntVolatile(ReadWriteLayout.LINES);
        }
    }
}
