package io.interlock.internal.queue;

import io.interlock.collection.QueueClosedException;
import io.interlock.collection.QueueOptions;
import io.interlock.collection.ShmQueue;
import io.interlock.internal.bias.BiasedLock;
import io.interlock.internal.directory.Attachment;
import io.interlock.internal.directory.DirectoryEntry;
import io.interlock.internal.ring.Ring;
import io.interlock.internal.ring.RingCursor;

/**
 * The algorithm of {@link ShmQueue}, with elements as bytes: a {@link Ring}, a {@link BiasedLock} for its producers and one for its
 * consumers, and two words to sleep on.
 *
 * <p>An element is in the queue when its record's first word is, and out of it when HEAD has passed it: one store each. Who
 * dies before has done nothing, who dies after has done it all, and its turn passes to the next.
 *
 * <p>The end: {@code close} sets CLOSED, and a producer looks at it in its turn; so whoever has its turn after that puts
 * nothing. A consumer that finds CLOSED and nothing to take waits until the turn is nobody's for a moment, and seals the ring if
 * it is still empty. Nothing that was put is lost, and nothing comes after the end.
 *
 * <p>{@code closeNow} is one store too, of another value into CLOSED. A consumer looks at it in its turn, and takes nothing
 * once it is there: the elements in the ring are dropped where they are, and HEAD stands still. So the work that is left is
 * what was taken before HEAD and is not done, whether or not the closing thread lives on.
 */
public final class QueueCore {

    private final Attachment region;
    private final QueueState queue;
    private final QueueProducer putting;
    private final QueueConsumer taking;
    private final TaskCounter work;

    public QueueCore(Attachment region, DirectoryEntry entry, QueueOptions options) {
        this.region = region;
        this.queue = new QueueState(region, entry, options);
        this.putting = new QueueProducer(queue);
        this.taking = new QueueConsumer(queue);
        this.work = new TaskCounter(region, entry.body(), queue.ring, queue.where());
    }

    public String where() {
        return queue.where();
    }

    public QueueProducer putting() {
        return putting;
    }

    public QueueConsumer taking() {
        return taking;
    }

    /** How many elements are not worked off. */
    public TaskCounter work() {
        return work;
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
        work.wakeAll();
    }

    /** True if what is in the ring was dropped. */
    public boolean isClosedNow() {
        return queue.isClosedNow();
    }

    public boolean isClosed() {
        return queue.isClosed();
    }

    public QueueClosedException closed() {
        return queue.closed();
    }
}
