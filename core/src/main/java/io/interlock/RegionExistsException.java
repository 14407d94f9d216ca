package io.interlock;

/**
 * {@link OpenMode#CREATE} found a file of this name.
 *
 * <pre>{@code
 * try {
 *     Region.builder("orders").mode(OpenMode.CREATE).open().close();
 * } catch (RegionExistsException e) {
 *     Region.open("orders").close(); // another process was first
 * }
 * }</pre>
 */
public class RegionExistsException extends RegionException {

    private static final long serialVersionUID = 1L;

    /**
     * Creates an exception.
     *
     * @param message the path
     */
    public RegionExistsException(String message) {
        super(message);
    }

    /**
     * Creates an exception with a cause.
     *
     * @param message the path
     * @param cause the reason
     */
    public RegionExistsException(String message, Throwable cause) {
        super(message, cause);
    }
}
