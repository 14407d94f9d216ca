package io.interlock;

/** No region has this name or path. */
public class RegionNotFoundException extends RegionException {

    private static final long serialVersionUID = 1L;

    public RegionNotFoundException(String message) {
        super(message);
    }

    public RegionNotFoundException(String message, Throwable cause) {
        super(message, cause);
    }
}
