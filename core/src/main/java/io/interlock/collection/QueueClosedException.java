package io.interlock.collection;

/**
 * The queue was closed: it accepts no elements, or it is empty and will stay empty.
 *
 * <pre>{@code
 * ShmQueue<String> queue = region.queue("jobs", Codecs.string(), 1 << 16);
 * queue.close();
 * try {
 *     queue.put("late");
 * } catch (QueueClosedException e) {
 *     System.err.println(e.getMessage());
 * }
 * }</pre>
 */
public final class QueueClosedException extends IllegalStateException {

    private static final long serialVersionUID = 1L;

    /** @param message names the queue */
    QueueClosedException(String message) {
        super(message);
    }
}
