package io.interlock;

/**
 * The file is not a region, or it is damaged: a wrong magic number, a size below the header's, an offset outside of the
 * region.
 *
 * <p>Stop the users of a damaged region and unlink it. {@code Region.unlink} also removes damaged regions:
 *
 * <pre>{@code
 * try {
 *     Region.open("orders").close();
 * } catch (RegionFormatException e) {
 *     System.err.println(e.getMessage());
 *     Region.unlink("orders");
 * }
 * }</pre>
 */
public class RegionFormatException extends RegionException {

    private static final long serialVersionUID = 1L;

    /**
     * Creates an exception.
     *
     * @param message the region, the place, and the values expected and found
     */
    public RegionFormatException(String message) {
        super(message);
    }

    /**
     * Creates an exception with a cause.
     *
     * @param message the region, the place, and the values expected and found
     * @param cause the reason
     */
    public RegionFormatException(String message, Throwable cause) {
        super(message, cause);
    }
}
