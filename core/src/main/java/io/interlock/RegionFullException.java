package io.interlock;

/** No room is left: in the region, on the file system behind it, or in the thread table. Nothing was changed. */
public class RegionFullException extends RegionException {

    private static final long serialVersionUID = 1L;

    public RegionFullException(String message) {
        super(message);
    }

    public RegionFullException(String message, Throwable cause) {
        super(message, cause);
    }
}
