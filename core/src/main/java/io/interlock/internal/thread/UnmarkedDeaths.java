package io.interlock.internal.thread;

import io.interlock.internal.access.MappedMemory;
import io.interlock.internal.access.ThisProcess;
import io.interlock.internal.format.Owner;
import io.interlock.internal.format.SlotLayout;
import io.interlock.internal.os.RobustMutex;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLongArray;

/**
 * Finds threads that have ended without the kernel's mark in their life word. The kernel walks a dying thread's mutexes from one to
 * the next, through the shared memory of all regions that the thread used: foreign bytes in one region's slots end the walk, and the
 * thread's slots in other regions stay unmarked.
 *
 * <p>A process that waits for a thread asks the system once a second whether that thread still exists. It can ask only for threads of its
 * own pid namespace.
 *
 * <p>A slot's generation is raised for a thread that is gone, as the next claimer would do, and its PID is cleared. Not the life word:
 * a thread that is claiming the slot at this moment would lose it. So the slot itself is not used again.
 */
final class UnmarkedDeaths {

    static final long LOOK_EVERY_NS = TimeUnit.SECONDS.toNanos(1);

    private final MappedMemory table;

    /** Slots whose numbers have the same remainder are looked at together. */
    private static final int GROUPS = 64;

    /** When each group was last looked at. No map: contended locks ask on their way. */
    private final AtomicLongArray lookedNs = new AtomicLongArray(GROUPS);

    UnmarkedDeaths(MappedMemory table) {
        this.table = table;
        long nowNs = System.nanoTime();
        for (int group = 0; group < GROUPS; group++) {
            lookedNs.setPlain(group, nowNs);
        }
    }

    /**
     * Looks at a slot that a thread waits for, and at those of its group, if it is time to.
     *
     * @param slots how many slots there are
     * @return false if it was not looked at
     */
    boolean look(int slot, int slots) {
        int group = slot % GROUPS;
        long looked = lookedNs.get(group);
        long nowNs = System.nanoTime();
        if (nowNs - looked < LOOK_EVERY_NS || !lookedNs.compareAndSet(group, looked, nowNs)) {
            return false;
        }
        for (int each = group; each < slots; each += GROUPS) {
            lookAt(each * SlotLayout.BYTES);
        }
        return true;
    }

    private void lookAt(int slot) {
        // [LIFE] The generation first: while a thread of this generation lives, its number and its process stand in the
        // slot.
        long generation = table.getLongVolatile(slot + SlotLayout.GENERATION);
        int life = table.getIntVolatile(slot + SlotLayout.LIFE);
        long pid = table.getLongVolatile(slot + SlotLayout.PID);
        long namespace = table.getLong(slot + SlotLayout.PID_NS);
        if (generation == 0
                || RobustLife.isDead(life)
                || pid <= 0
                || namespace == 0
                || namespace != ThisProcess.PID_NAMESPACE
                || RobustMutex.ownerExists(pid, life)) {
            return;
        }
        if (table.compareAndSetLong(slot + SlotLayout.GENERATION, generation, Owner.generationAfter(generation))) {
            table.compareAndSetLong(slot + SlotLayout.PID, pid, ThreadTableSnapshot.ABANDONED);
        }
    }
}
