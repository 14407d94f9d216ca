package io.interlock.collection;

/** The queue was closed: nothing can be added, or nothing will ever come that could be taken. */
public final class QueueClosedException extends IllegalStateException {

    private static final long serialVersionUID = 1L;

    public QueueClosedException(String message) {
        super(message);
    }
}
