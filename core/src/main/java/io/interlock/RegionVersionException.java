package io.interlock;

/** The region was made by another, incompatible version of Interlock. */
public class RegionVersionException extends RegionException {

    private static final long serialVersionUID = 1L;

    public RegionVersionException(String message) {
        super(message);
    }

    public RegionVersionException(String message, Throwable cause) {
        super(message, cause);
    }
}
