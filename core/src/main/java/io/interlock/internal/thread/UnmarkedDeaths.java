package io.interlock.internal.thread;

import io.interlock.internal.access.MappedMemory;
import io.interlock.internal.access.ThisProcess;
import io.interlock.internal.format.Owner;
import io.interlock.internal.format.SlotLayout;
import io.interlock.internal.os.RobustMutex;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

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

    /** When each slot was last looked at, or first asked for. */
    private final Map<Integer, Long> lookedNs = new ConcurrentHashMap<>();

    UnmarkedDeaths(MappedMemory table) {
        this.table = table;
    }

    /**
     * Looks at a slot that somebody waits for, if that has taken a while.
     *
     * @return false if it was not looked at
     */
    boolean look(int slot) {
        long nowNs = System.nanoTime();
        Long looked = lookedNs.putIfAbsent(slot, nowNs);
        if (looked == null || nowNs - looked < LOOK_EVERY_NS || !lookedNs.replace(slot, looked, nowNs)) {
            return false;
        }
        lookAt(slot * SlotLayout.BYTES);
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
