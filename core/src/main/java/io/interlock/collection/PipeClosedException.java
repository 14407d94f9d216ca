package io.interlock.collection;

/** This end of the pipe was closed, or nobody is left at the other end to receive. */
public final class PipeClosedException extends IllegalStateException {

    private static final long serialVersionUID = 1L;

    public PipeClosedException(String message) {
        super(message);
    }
}
