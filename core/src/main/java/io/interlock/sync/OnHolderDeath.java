package io.interlock.sync;

/** What happens to permits of a {@link ShmBoundedSemaphore} whose process dies; chosen by its creator. */
public enum OnHolderDeath {

    /** They stay acquired, as with any semaphore: a permit belongs to nobody. */
    KEEP,

    /**
     * They return: at the death of a process, and when it closes the region for the last time. Acquiring and releasing take a
     * short internal lock for that. While another process is stopped with that lock, {@code tryAcquire} and
     * {@code drainPermits} acquire nothing and return within 100 ms; a timed call may exceed its time by 100 ms;
     * {@code release} waits.
     */
    RETURN
}
