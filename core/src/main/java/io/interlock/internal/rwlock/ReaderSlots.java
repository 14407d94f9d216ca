package io.interlock.internal.rwlock;

import io.interlock.internal.access.MappedMemory;
import io.interlock.internal.directory.RegionRuntime;
import io.interlock.internal.format.Owner;
import io.interlock.internal.format.ReadWriteLayout;
import io.interlock.internal.thread.Inspection;
import io.interlock.internal.thread.ThreadTable;

/**
 * The readers: each puts its owner word into a slot of its own, so that readers do not share a count, and a dead reader is found by the
 * thread that waits for it.
 *
 * <p>Pair [READ], a store and a load on each side, both sides with full fences:
 *
 * <pre>
 * reader                             writer
 *   slot = me            CAS           STATE = me           CAS
 *   STATE != 0? retreat  volatile      any slot != 0? wait  volatile
 * </pre>
 *
 * At least one of the two sees the other. The idea of readers in slots of their own, with the writer looking at all: Dice
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
        int slots = ReadWriteLayout.slotsIn(memory.getIntVolatile(ReadWriteLayout.LINES));
        int readers = 0;
        for (int index = 0; index < slots; index++) {
            long reader = memory.getLongVolatile(ReadWriteLayout.slot(index));
            if (reader != Owner.NOBODY && !into.isDead(reader)) {
                into.holder("reader", reader);
                readers++;
            }
        }
        into.put("readers", readers);
    }

    /** Takes a free slot, or that of a dead reader; {@link #NONE} where there is neither. */
    public int take(Owner me) {
        int first = ReadWriteLayout.firstChoice(me.slot());
        for (int i = 0; i < ReadWriteLayout.MAX_SLOTS; i++) {
            int index = (first + i) % ReadWriteLayout.MAX_SLOTS;
            int slot = ReadWriteLayout.slot(index);
            long found = memory.getLongOpaque(slot);
            if (found == Owner.NOBODY || threads.isDead(found)) {
                // Before the slot: a writer looks at no line above this number.
                raiseLines(ReadWriteLayout.linesUpTo(index));
                // [READ] the reader's store
                if (memory.compareAndSetLong(slot, found, me.word())) {
                    return slot;
                }
            }
        }
        return NONE;
    }

    /** By the reader whose slot it is. */
    public void free(int slot) {
        try {
            // [READ] release: what the reader read, it read before a writer that sees this changes it.
            memory.putLongRelease(slot, Owner.NOBODY);
        } catch (Error e) {
            // Nobody else can free it while this thread lives.
            memory.putLongRelease(slot, Owner.NOBODY);
            throw e;
        }
    }

    /** Some reader that lives, or {@link Owner#NOBODY}; frees the slots of dead ones on the way. */
    public long anyReader() {
        int slots = ReadWriteLayout.slotsIn(memory.getIntVolatile(ReadWriteLayout.LINES));
        for (int index = 0; index < slots; index++) {
            int slot = ReadWriteLayout.slot(index);
            // [READ] the writer's load
            long reader = memory.getLongVolatile(slot);
            if (reader != Owner.NOBODY) {
                if (!threads.isDead(reader)) {
                    return reader;
                }
                memory.compareAndSetLong(slot, reader, Owner.NOBODY);
            }
        }
        return Owner.NOBODY;
    }

    /** How many readers live; only a moment's truth. */
    public int count() {
        int slots = ReadWriteLayout.slotsIn(memory.getIntVolatile(ReadWriteLayout.LINES));
        int readers = 0;
        for (int index = 0; index < slots; index++) {
            long reader = memory.getLongVolatile(ReadWriteLayout.slot(index));
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
