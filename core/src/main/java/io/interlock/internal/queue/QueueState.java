package io.interlock.internal.queue;

import io.interlock.collection.QueueOptions;
import io.interlock.internal.access.MappedMemory;
import io.interlock.internal.bias.BiasedLock;
import io.interlock.internal.directory.Attachment;
import io.interlock.internal.directory.DirectoryEntry;
import io.interlock.internal.format.Owner;
import io.interlock.internal.format.QueueLayout;
import io.interlock.internal.format.RingLayout;
import io.interlock.internal.ring.Ring;
import io.interlock.internal.ring.RingConsumer;
import io.interlock.internal.ring.RingProducer;
import io.interlock.internal.wait.SpinBudget;
import io.interlock.internal.wait.WaitingLoop;
import java.util.function.Function;

/** What putting and taking share: a queue's ring, its words to sleep on, and whether it is closed. */
public final class QueueState {

    final Ring ring;
    final RingProducer producer;
    final RingConsumer consumer;
    final BiasedLock producers;
    final BiasedLock consumers;
    final WaitingLoop notEmpty;
    final WaitingLoop notFull;

    private final Attachment region;
    private final MappedMemory memory;
    private final String where;
    private final Function<String, RuntimeException> closed;

    /** What this process knows of the ring, however many openings lead to it; used under the locks. */
    private record LocalEnds(RingProducer producer, RingConsumer consumer) {}

    /** @param closed makes the public exception of this message, which only its own package can make */
    QueueState(
            Attachment region, DirectoryEntry entry, QueueOptions options, Function<String, RuntimeException> closed) {
        this.region = region;
        this.closed = closed;
        this.where = region.file().where() + " queue=" + entry.name();
        this.memory = entry.body();
        MappedMemory words = memory.slice(QueueLayout.RING, RingLayout.BYTES);
        this.ring = new Ring(
                words,
                memory.slice(QueueLayout.RECORDS, QueueLayout.recordsBytes(options.capacityBytes())),
                options.mostElements() == Integer.MAX_VALUE ? Long.MAX_VALUE : options.mostElements(),
                where);
        LocalEnds local =
                entry.local(LocalEnds.class, () -> new LocalEnds(new RingProducer(ring), new RingConsumer(ring)));
        this.producer = local.producer;
        this.consumer = local.consumer;
        this.producers =
                new BiasedLock(region, words, RingLayout.PRODUCER, options.singleProducer(), where + " producer");
        this.consumers =
                new BiasedLock(region, words, RingLayout.CONSUMER, options.singleConsumer(), where + " consumer");
        this.notEmpty = new WaitingLoop(region, memory, QueueLayout.NOT_EMPTY, SpinBudget.forHandOff());
        this.notFull = new WaitingLoop(region, memory, QueueLayout.NOT_FULL, SpinBudget.forHandOff());
    }

    String where() {
        return where;
    }

    Owner self() {
        region.requireOpen();
        return region.file().threads().current();
    }

    void close() {
        region.requireOpen();
        // [SEAL] before a consumer looks whether a producer is active. A queue that was closed at once stays so.
        memory.compareAndSetInt(QueueLayout.CLOSED, QueueLayout.OPEN, QueueLayout.CLOSED_FOR_PUTS);
        wakeAll();
    }

    /** One store, which drops every element that is in the ring: from here on nobody takes any. */
    void closeNow() {
        region.requireOpen();
        memory.putIntVolatile(QueueLayout.CLOSED, QueueLayout.CLOSED_NOW);
        wakeAll();
    }

    private void wakeAll() {
        // [SLEEP] the volatile access to CLOSED was the waker's fence; all are woken, as it concerns all.
        notEmpty.wakeIfAsleep(Integer.MAX_VALUE);
        notFull.wakeIfAsleep(Integer.MAX_VALUE);
    }

    /** True if the elements in the ring were dropped. A consumer asks while it holds the lock, so that none takes after it has seen this. */
    boolean isClosedNow() {
        return memory.getIntVolatile(QueueLayout.CLOSED) == QueueLayout.CLOSED_NOW;
    }

    boolean isClosed() {
        region.requireOpen();
        return memory.getIntVolatile(QueueLayout.CLOSED) != QueueLayout.OPEN;
    }

    void requireNotClosed() {
        if (isClosed()) {
            throw closed();
        }
    }

    RuntimeException closed() {
        return closed.apply(
                where + ": the queue was closed, for good and in every process; use a queue of another name");
    }

    static void requireNotInterrupted() throws InterruptedException {
        if (Thread.interrupted()) {
            throw new InterruptedException();
        }
    }
}
