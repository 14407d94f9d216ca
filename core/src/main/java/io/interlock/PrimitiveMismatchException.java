package io.interlock;

/**
 * The region has a primitive of this name, but of another type or configuration.
 *
 * <p>All processes must ask for a name with the type and the configuration of its creator. The message lists both.
 *
 * <pre>{@code
 * region.semaphore("slots", 4).release();
 * try {
 *     region.lock("slots").lock();
 * } catch (PrimitiveMismatchException e) {
 *     System.err.println(e.getMessage()); // "slots" is a semaphore
 * }
 * }</pre>
 */
public class PrimitiveMismatchException extends RegionException {

    private static final long serialVersionUID = 1L;

    /**
     * Creates an exception.
     *
     * @param message the region, the name, and the types or configurations expected and found
     */
    public PrimitiveMismatchException(String message) {
        super(message);
    }

    /**
     * Creates an exception with a cause.
     *
     * @param message the region, the name, and the types or configurations expected and found
     * @param cause the reason
     */
    public PrimitiveMismatchException(String message, Throwable cause) {
        super(message, cause);
    }
}
