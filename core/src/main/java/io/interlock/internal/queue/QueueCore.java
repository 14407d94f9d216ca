package io.interlock.internal.queue;

import io.interlock.collection.QueueOptions;
import io.interlock.collection.ShmQueue;
import io.interlock.internal.bias.BiasedLock;
import io.interlock.internal.directory.Attachment;
import io.interlock.internal.directory.DirectoryEntry;
import io.interlock.internal.ring.Ring;
import io.interlock.internal.ring.RingCursor;
import java.util.function.Function;

/**
 * The algorithm of {@link ShmQueue}, with elements as bytes: a {@link Ring}, a {@link BiasedLock} for its producers and one for its
 * consumers, and two words to sleep on.
 *
 * <p>An element is in the queue when its record's first word is, and out of it when HEAD has passed it: one store each. A thread
 * that dies before that store has done nothing, one that dies after it has done everything, and its lock passes to the next.
 *
 * <p>The end: {@code close} sets CLOSED. A producer reads it while it holds the producers' lock, so every producer that takes the
 * lock later puts nothing. A consumer that finds CLOSED and no element waits until no producer is active, and seals the ring if it
 * is still empty. Nothing that was put is lost, and nothing comes after the end.
 *
 * <p>{@code closeNow} is one store too, of another value into CLOSED. A consumer reads it while it holds the consumers' lock, and
 * takes nothing once it is there: the elements in the ring are dropped where they are, and HEAD stands still. So the unfinished
 * tasks are the elements before HEAD that are not done, whether or not the closing thread lives on.
 */
public final class QueueCore {

    private final Attachment region;
    private final QueueState queue;
    private final QueueProducer producer;
    private final QueueConsumer consumer;
    private final TaskCounter tasks;

    /** @param closed makes the public exception of this message, which only its own package can make */
    public QueueCore(
            Attachment region, DirectoryEntry entry, QueueOptions options, Function<String, RuntimeException> closed) {
        this.region = region;
        this.queue = new QueueState(region, entry, options, closed);
        this.producer = new QueueProducer(queue);
        this.consumer = new QueueConsumer(queue);
        this.tasks = new TaskCounter(region, entry.body(), queue.ring, queue.where());
    }

    public String where() {
        return queue.where();
    }

    public QueueProducer producer() {
        return producer;
    }

    public QueueConsumer consumer() {
        return consumer;
    }

    /** Counts the elements for which {@code taskDone} was not called. */
    public TaskCounter tasks() {
        return tasks;
    }

    /** Looks at the elements one by one, oldest first, and takes none. */
    public RingCursor cursor() {
        region.requireOpen();
        return new RingCursor(queue.ring);
    }

    /** As {@link #cursor}, for the elements that are there now. */
    public RingCursor cursorToNow() {
        region.requireOpen();
        return RingCursor.toNow(queue.ring);
    }

    /** True if both are the same queue of one region, however often that is open. */
    public boolean isSame(QueueCore other) {
        return queue.consumer == other.queue.consumer;
    }

    /** How many empty elements there is room for. */
    public long remaining() {
        region.requireOpen();
        return queue.ring.remaining();
    }

    public long size() {
        region.requireOpen();
        return queue.isClosedNow() ? 0 : queue.ring.size();
    }

    public void close() {
        queue.close();
    }

    /** Closes it for producers and consumers, and drops what is in it. */
    public void closeNow() {
        queue.closeNow();
        tasks.wakeAll();
    }

    /** True if what is in the ring was dropped. */
    public boolean isClosedNow() {
        return queue.isClosedNow();
    }

    public boolean isClosed() {
        return queue.isClosed();
    }

    public RuntimeException closed() {
        return queue.closed();
    }
}
