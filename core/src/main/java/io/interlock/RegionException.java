package io.interlock;

/** Something is wrong with a region; the message names the region, what was expected and found, and the way out. */
public class RegionException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public RegionException(String message) {
        super(message);
    }

    public RegionException(String message, Throwable cause) {
        super(message, cause);
    }
}
