package io.interlock;

/**
 * The region's file exists, but this process may not use it or refuses to.
 *
 * <p>Reasons are missing permissions, a file that is open to more users than {@link RegionBuilder#permissions} allows,
 * a foreign owner, and a symbolic link or directory in place of the file. The message says which was found.
 *
 * <pre>{@code
 * try {
 *     Region.open("orders").close();
 * } catch (RegionAccessException e) {
 *     System.err.println(e.getMessage());
 * }
 * }</pre>
 */
public class RegionAccessException extends RegionException {

    private static final long serialVersionUID = 1L;

    /**
     * Creates an exception.
     *
     * @param message the path, and the owner, group or mode expected and found
     */
    public RegionAccessException(String message) {
        super(message);
    }

    /**
     * Creates an exception with a cause.
     *
     * @param message the path, and the owner, group or mode expected and found
     * @param cause the reason
     */
    public RegionAccessException(String message, Throwable cause) {
        super(message, cause);
    }
}
