package io.interlock;

/**
 * The call came through a {@link Region} that was closed.
 *
 * <p>A call that waits while another thread closes its region ends with this exception and takes nothing. Locks and
 * permits that a thread holds can still be released after the close.
 *
 * <pre>{@code
 * ShmLock lock = region.lock("lock");
 * region.close();
 * try {
 *     lock.lock();
 * } catch (RegionClosedException e) {
 *     System.err.println(e.getMessage());
 * }
 * }</pre>
 */
public class RegionClosedException extends RegionException {

    private static final long serialVersionUID = 1L;

    /**
     * Creates an exception.
     *
     * @param message the region's path
     */
    public RegionClosedException(String message) {
        super(message);
    }

    /**
     * Creates an exception with a cause.
     *
     * @param message the region's path
     * @param cause the reason
     */
    public RegionClosedException(String message, Throwable cause) {
        super(message, cause);
    }
}
