package io.interlock;

/**
 * The thread that held the lock ended, or its process was killed, before it released the lock.
 *
 * <p>The data that the lock guards may be half changed. The caller does not hold the lock. Every attempt to take the
 * lock throws this exception until one thread repairs the data in the lock's {@code recover} method:
 *
 * <pre>{@code
 * ShmLock lock = region.lock("accounts");
 * try {
 *     lock.lock();
 * } catch (OwnerDiedException e) {
 *     lock.recover(() -> System.out.println("repairing what the lock guards"));
 *     lock.lock();
 * }
 * lock.unlock();
 * }</pre>
 *
 * <p>Locks created with {@link io.interlock.sync.OnOwnerDeath#HAND_OVER} never throw it.
 */
public class OwnerDiedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /**
     * Creates an exception.
     *
     * @param message the region, the lock and the way out
     */
    public OwnerDiedException(String message) {
        super(message);
    }
}
