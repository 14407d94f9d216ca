package io.interlock.sync;

/** What happens to permits of a {@link ShmBoundedSemaphore} whose process dies; chosen by its creator. */
public enum OnHolderDeath {

    /** They stay acquired, as with any semaphore: a permit belongs to nobody. */
    KEEP,

    /** They return. Acquiring and releasing take a short internal lock for that. */
    RETURN
}
