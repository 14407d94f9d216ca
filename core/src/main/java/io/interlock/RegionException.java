package io.interlock;

/**
 * An operation on a region or its file failed. The message names the region, what was expected and found, and the way
 * out.
 *
 * <pre>{@code
 * try (Region orders = Region.open("orders")) {
 *     System.out.println(orders.capacity());
 * } catch (RegionException e) {
 *     System.err.println(e.getMessage()); // no permission, no space, another version, ...
 * }
 * }</pre>
 */
public class RegionException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /**
     * Creates an exception.
     *
     * @param message the region, what was expected and found, and the way out
     */
    public RegionException(String message) {
        super(message);
    }

    /**
     * Creates an exception with a cause.
     *
     * @param message the region, what was expected and found, and the way out
     * @param cause the reason
     */
    public RegionException(String message, Throwable cause) {
        super(message, cause);
    }
}
