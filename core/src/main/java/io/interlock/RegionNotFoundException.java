package io.interlock;

/**
 * {@link OpenMode#OPEN} found no file of this name.
 *
 * <pre>{@code
 * try {
 *     Region.builder("orders").mode(OpenMode.OPEN).open().close();
 * } catch (RegionNotFoundException e) {
 *     System.err.println("start the server first: " + e.getMessage());
 * }
 * }</pre>
 */
public class RegionNotFoundException extends RegionException {

    private static final long serialVersionUID = 1L;

    /**
     * Creates an exception.
     *
     * @param message the path
     */
    public RegionNotFoundException(String message) {
        super(message);
    }

    /**
     * Creates an exception with a cause.
     *
     * @param message the path
     * @param cause the reason
     */
    public RegionNotFoundException(String message, Throwable cause) {
        super(message, cause);
    }
}
