package io.interlock;

/** A name was asked for with another type or configuration than it was created with. */
public class PrimitiveMismatchException extends RegionException {

    private static final long serialVersionUID = 1L;

    public PrimitiveMismatchException(String message) {
        super(message);
    }

    public PrimitiveMismatchException(String message, Throwable cause) {
        super(message, cause);
    }
}
