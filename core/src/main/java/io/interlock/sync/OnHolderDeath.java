package io.interlock.sync;

/**
 * What happens to the permits of a {@link ShmBoundedSemaphore} when the process that acquired them dies. The creator of
 * the semaphore chooses for all its users.
 *
 * <pre>{@code
 * ShmBoundedSemaphore licences = region.boundedSemaphore("licences", 4, OnHolderDeath.RETURN);
 * licences.acquire(); // if this process is killed now, the permit returns
 * try {
 *     System.out.println(licences.availablePermits());
 * } finally {
 *     licences.release();
 * }
 * }</pre>
 */
public enum OnHolderDeath {

    /** The permits stay acquired, as with any semaphore: a permit has no owner. */
    KEEP,

    /**
     * The permits return when the process dies, and when it closes the region for the last time.
     *
     * <p>Each acquisition and release takes a short internal lock. If another process is stopped (SIGSTOP) while it
     * holds that lock, {@code tryAcquire} and {@code drainPermits} acquire nothing and return within 100 ms, a timed
     * call may exceed its timeout by 100 ms, and {@code release} waits.
     */
    RETURN
}
