package io.interlock.sync;

/** What happens to a lock whose owner ended without releasing it. Chosen by its creator, for all users. */
public enum OnOwnerDeath {
    /**
     * Nobody gets the lock, everybody gets {@link io.interlock.OwnerDiedException}, until somebody has repaired what the
     * lock guards, in {@link ShmLock#recover}. The default: half-done changes do not go unnoticed.
     */
    FAIL,
    /** The next thread gets the lock, and {@link ShmLock#abandonedCount} grows. */
    HAND_OVER
}
