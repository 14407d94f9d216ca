package io.interlock.internal.lock;

import io.interlock.internal.format.Owner;

/** A lock as its conditions need it: to be fully released for a wait, and reacquired as often as it was held. */
public interface ConditionLock {

    /**
     * The calling thread.
     *
     * @throws IllegalMonitorStateException if it does not hold the lock
     */
    Owner requireHeld(String operation);

    /**
     * The calling thread.
     *
     * @throws IllegalMonitorStateException if it does not hold the lock, or could not reacquire it after a wait
     */
    default Owner requireMayWait(String operation) {
        return requireHeld(operation);
    }

    /** Frees the lock; returns how often the calling thread, its holder, had it. */
    int fullyRelease();

    /**
     * Takes the lock that many times; interrupts do not end the wait.
     *
     * @throws io.interlock.OwnerDiedException without the lock, if its owner died with it and nobody has recovered it
     */
    void reacquire(Owner me, int holds);

    /** Its owner word. */
    RobustLock lock();
}
