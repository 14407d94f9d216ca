package io.interlock.sync;

import io.interlock.memory.Owner;

/** A lock as its conditions need it: to be put aside for a wait, and taken back as often as it was held. */
interface ConditionLock {

    /**
     * The calling thread.
     *
     * @throws IllegalMonitorStateException if it does not hold the lock
     */
    Owner requireHeld(String operation);

    /**
     * The calling thread.
     *
     * @throws IllegalMonitorStateException if it does not hold the lock, or could not take it back after a wait
     */
    default Owner requireMayWait(String operation) {
        return requireHeld(operation);
    }

    /** Frees the lock; returns how often the calling thread, its holder, had it. */
    int putAside();

    /**
     * Takes the lock, whatever interrupts, that often.
     *
     * @throws io.interlock.OwnerDiedException without the lock, if its owner died with it and nobody has recovered it
     */
    void takeBack(Owner me, int holds);

    /** Where it stands in memory. */
    Exclusion exclusion();
}
