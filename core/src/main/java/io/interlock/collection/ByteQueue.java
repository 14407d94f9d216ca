package io.interlock.collection;

import io.interlock.memory.DirectoryEntry;
import io.interlock.memory.Attachment;

/**
 * The algorithm of {@link ShmQueue}, with elements as bytes: a {@link Ring}, a {@link Turn} for its producers and one for its
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
final class ByteQueue {

    private final Attachment region;
    private final QueueState queue;
    private final QueuePutting putting;
    private final QueueTaking taking;
    private final QueueWork work;

    ByteQueue(Attachment region, DirectoryEntry entry, QueueOptions options) {
        this.region = region;
        this.queue = new QueueState(region, entry, options);
        this.putting = new QueuePutting(queue);
        this.taking = new QueueTaking(queue);
        this.work = new QueueWork(region, entry.body(), queue.ring, queue.where());
    }

    String where() {
        return queue.where();
    }

    QueuePutting putting() {
        return putting;
    }

    QueueTaking taking() {
        return taking;
    }

    /** How many elements are not worked off. */
    QueueWork work() {
        return work;
    }

    /** Looks at the elements one by one, oldest first, and takes none. */
    RingCursor cursor() {
        region.requireOpen();
        return new RingCursor(queue.ring);
    }

    /** As {@link #cursor}, for the elements that are there now. */
    RingCursor cursorToNow() {
        region.requireOpen();
        return RingCursor.toNow(queue.ring);
    }

    /** True if both are the same queue of one region, however often that is open. */
    boolean isSame(ByteQueue other) {
        return queue.consumer == other.queue.consumer;
    }

    /** How many empty elements there is room for. */
    long remaining() {
        region.requireOpen();
        return queue.ring.remaining();
    }

    long size() {
        region.requireOpen();
        return queue.isClosedNow() ? 0 : queue.ring.size();
    }

    void close() {
        queue.close();
    }

    /** Closes it for producers and consumers, and drops what is in it. */
    void closeNow() {
        queue.closeNow();
        work.wakeAll();
    }

    /** True if what is in the ring was dropped. */
    boolean isClosedNow() {
        return queue.isClosedNow();
    }

    boolean isClosed() {
        return queue.isClosed();
    }

    QueueClosedException closed() {
        return queue.closed();
    }
}
