package io.interlock;

/** The file is not a region, or is a damaged one: wrong magic, shorter than it says, impossible offsets. */
public class RegionFormatException extends RegionException {

    private static final long serialVersionUID = 1L;

    public RegionFormatException(String message) {
        super(message);
    }

    public RegionFormatException(String message, Throwable cause) {
        super(message, cause);
    }
}
