package io.interlock;

/** A region was to be created whose name is taken. */
public class RegionExistsException extends RegionException {

    private static final long serialVersionUID = 1L;

    public RegionExistsException(String message) {
        super(message);
    }

    public RegionExistsException(String message, Throwable cause) {
        super(message, cause);
    }
}
