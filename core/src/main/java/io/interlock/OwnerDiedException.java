package io.interlock;

/**
 * The thread that held the primitive ended, or its process died, without releasing it: what it guards may be half
 * changed. The caller holds nothing. Everybody gets this exception until somebody repairs the data in {@code recover}.
 */
public class OwnerDiedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public OwnerDiedException(String message) {
        super(message);
    }
}
