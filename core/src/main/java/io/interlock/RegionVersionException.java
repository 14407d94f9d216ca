package io.interlock;

/**
 * A version of Interlock with another memory format created the region.
 *
 * <p>There is no migration. Stop the region's users, unlink the region, and create it again.
 *
 * <pre>{@code
 * try {
 *     Region.open("orders").close();
 * } catch (RegionVersionException e) {
 *     System.err.println(e.getMessage()); // the format versions expected and found
 * }
 * }</pre>
 */
public class RegionVersionException extends RegionException {

    private static final long serialVersionUID = 1L;

    /**
     * Creates an exception.
     *
     * @param message the region, and the format versions expected and found
     */
    public RegionVersionException(String message) {
        super(message);
    }

    /**
     * Creates an exception with a cause.
     *
     * @param message the region, and the format versions expected and found
     * @param cause the reason
     */
    public RegionVersionException(String message, Throwable cause) {
        super(message, cause);
    }
}
