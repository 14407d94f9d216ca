package io.interlock;

/** The file may not be used: permissions, a symbolic link, a directory, a foreign owner. */
public class RegionAccessException extends RegionException {

    private static final long serialVersionUID = 1L;

    public RegionAccessException(String message) {
        super(message);
    }

    public RegionAccessException(String message, Throwable cause) {
        super(message, cause);
    }
}
