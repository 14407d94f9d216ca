package io.interlock.sync;

/**
 * What happens to a lock when its owner ends without releasing it. The creator of the lock chooses for all its users.
 *
 * <pre>{@code
 * ShmLock lock = region.lock("log", OnOwnerDeath.HAND_OVER); // appending can be repeated, so nothing needs repair
 * lock.lock();
 * try {
 *     System.out.println("owners that died so far: " + lock.abandonedCount());
 * } finally {
 *     lock.unlock();
 * }
 * }</pre>
 */
public enum OnOwnerDeath {
    /**
     * Every attempt to take the lock throws {@link io.interlock.OwnerDiedException} until a thread repairs the guarded
     * data in {@link ShmLock#recover}. This is the default, so that half-done changes do not go unnoticed.
     */
    FAIL,
    /** The next thread gets the lock, and {@link ShmLock#abandonedCount} increases. */
    HAND_OVER
}
