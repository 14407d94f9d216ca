package io.interlock.internal.barrier;

import io.interlock.internal.access.MappedMemory;
import io.interlock.internal.format.BarrierLayout;
import io.interlock.internal.format.Owner;
import io.interlock.internal.thread.ThreadTable;

/**
 * Which processes take part in a barrier: the parties that have arrived in this generation, and those of the generation before. Both are
 * needed to notice a death: a party may be killed while it waits, or on its way to a barrier where others wait for it.
 *
 * <p>A party that was in the round before and has died is missed only by parties of that round, and only until a newcomer takes its
 * place: a region outlives its users, and another set of processes may use the barrier next.
 */
final class BarrierParties {

    private final MappedMemory memory;
    private final ThreadTable threads;
    private final int parties;

    BarrierParties(MappedMemory memory, ThreadTable threads, int parties) {
        this.memory = memory;
        this.threads = threads;
        this.parties = parties;
    }

    /** The process that arrived as number {@code index}, or {@link Owner#NOBODY}. */
    long get(long generation, int index) {
        return memory.getLongVolatile(BarrierLayout.party(generation, index, parties));
    }

    void set(long generation, int index, long process) {
        memory.putLongVolatile(BarrierLayout.party(generation, index, parties), process);
    }

    /** Before a generation begins: its places are those of the one before the last. */
    void clear(long generation) {
        for (int index = 0; index < parties; index++) {
            set(generation, index, Owner.NOBODY);
        }
    }

    /** The process leaves in good order: nobody misses it. */
    void forget(long generation, long process) {
        for (int index = 0; index < parties; index++) {
            if (get(generation, index) == process) {
                set(generation, index, Owner.NOBODY);
            }
        }
    }

    /** True if one of those who have arrived is dead. */
    boolean hasDeadArrival(BarrierState state) {
        for (int index = 0; index < Math.min(state.arrived(), parties); index++) {
            if (isAbandoned(state.generation(), index)) {
                return true;
            }
        }
        return false;
    }

    /** True if somebody has died whom {@code process} waits for, as it was here before, together with it. */
    boolean misses(BarrierState state, long process) {
        long before = state.generation() - 1;
        if (!contains(before, parties, process)) {
            return false;
        }
        int dead = 0;
        for (int index = 0; index < parties; index++) {
            if (isAbandoned(before, index)) {
                dead++;
            }
        }
        return dead > 0 && dead > newcomers(state);
    }

    private int newcomers(BarrierState state) {
        int newcomers = 0;
        for (int index = 0; index < Math.min(state.arrived(), parties); index++) {
            if (!contains(state.generation() - 1, parties, get(state.generation(), index))) {
                newcomers++;
            }
        }
        return newcomers;
    }

    private boolean contains(long generation, int count, long process) {
        for (int index = 0; index < count; index++) {
            if (get(generation, index) == process) {
                return true;
            }
        }
        return false;
    }

    /** Also without the mutex, while a party leaves in good order. */
    private boolean isAbandoned(long generation, int index) {
        return threads.isAbandoned(memory, BarrierLayout.party(generation, index, parties));
    }
}
