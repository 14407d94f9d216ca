package io.interlock;

/** The region was closed, or lost its file by {@code unlink}, before this call. */
public class RegionClosedException extends RegionException {

    private static final long serialVersionUID = 1L;

    public RegionClosedException(String message) {
        super(message);
    }

    public RegionClosedException(String message, Throwable cause) {
        super(message, cause);
    }
}
