package io.interlock.collection;

import io.interlock.memory.Attachment;
import io.interlock.memory.Deadline;
import io.interlock.memory.Heap;
import io.interlock.memory.MappedMemory;
import io.interlock.memory.Owner;
import io.interlock.memory.SpinBudget;
import io.interlock.memory.WaitingLoop;
import java.lang.invoke.VarHandle;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The algorithm of {@link ShmQueue}, with elements as bytes: a {@link Ring}, a {@link Turn} for its producers and one for its
 * consumers, and two words to sleep on.
 *
 * <p>An element is in the queue when its record's first word is, and out of it when HEAD has passed it: one store each. Who
 * dies before has done nothing, who dies after has done it all, and its turn passes to the next.
 *
 * <p>The end: {@code close} sets CLOSED, so that no further put begins. Puts that have begun may still succeed; therefore it
 * is a consumer that seals the ring, where it finds CLOSED and nothing to take, by the same compare-and-set as those of the
 * producers. Whoever comes first, wins, and nothing that was put is lost.
 */
final class ByteQueue {

    private static final long LEAST_FOR_TURN_NS = TimeUnit.MILLISECONDS.toNanos(100);

    private final Attachment region;
    private final String where;
    private final MappedMemory memory;
    private final Ring ring;
    private final RingProducer producer;
    private final Turn producers;
    private final Turn consumers;
    private final WaitingLoop notEmpty;
    private final WaitingLoop notFull;
    private final QueueWork work;
    private final boolean fenceAfterTake;

    ByteQueue(Attachment region, Heap.Entry entry, QueueOptions options) {
        this.region = region;
        this.where = region.file().where() + " queue=" + entry.name();
        this.memory = entry.body();
        MappedMemory words = memory.slice(QueueLayout.RING, RingLayout.BYTES);
        this.ring = new Ring(
                region.file(),
                words,
                memory.slice(QueueLayout.RECORDS, QueueLayout.recordsBytes(options.capacityBytes())),
                options.mostElements() == Integer.MAX_VALUE ? Long.MAX_VALUE : options.mostElements(),
                where);
        this.producer = new RingProducer(ring);
        this.producers =
                new Turn(region.file(), words, RingLayout.PRODUCER, options.singleProducer(), where + " producer");
        this.consumers =
                new Turn(region.file(), words, RingLayout.CONSUMER, options.singleConsumer(), where + " consumer");
        this.notEmpty =
                WaitingLoop.withFencingWakers(region.file(), memory, QueueLayout.NOT_EMPTY, SpinBudget.forHandOff());
        this.notFull = new WaitingLoop(region.file(), memory, QueueLayout.NOT_FULL, SpinBudget.forHandOff());
        this.fenceAfterTake = notFull.wakerNeedsFence();
        this.work = new QueueWork(region, memory, ring, where);
    }

    String where() {
        return where;
    }

    /** How many elements are not worked off. */
    QueueWork work() {
        return work;
    }

    /** Looks at the elements one by one, oldest first, and takes none. */
    RingCursor cursor() {
        region.requireOpen();
        return new RingCursor(ring);
    }

    /** How many empty elements there is room for. */
    long remaining() {
        region.requireOpen();
        return ring.remaining();
    }

    /** Adds an element if there is room. */
    boolean offer(byte[] element) {
        Owner me = self();
        requireNotClosed();
        producers.take(me);
        return append(element);
    }

    /** Adds an element as soon as there is room; false if time is up first. */
    boolean offer(byte[] element, long timeoutNs) throws InterruptedException {
        Owner me = self();
        requireNotInterrupted();
        Deadline deadline = new Deadline(timeoutNs);
        for (; ; ) {
            requireNotClosed();
            if (!producers.take(me, forTurnNs(deadline))) {
                return false;
            }
            if (append(element)) {
                return true;
            }
            Room room = new Room(RingRecord.units(element.length));
            if (deadline.isOver() || !notFull.await(room, deadline.leftNs())) {
                return false;
            }
            RingProducer.awaitMoreRoom();
        }
    }

    /** In the producer's turn, which ends here. */
    private boolean append(byte[] element) {
        Ring.Appended appended;
        try {
            appended = producer.appendUnlessSealed(element);
        } finally {
            producers.pass();
        }
        if (appended == Ring.Appended.SEALED) {
            throw closed();
        }
        if (appended == Ring.Appended.NO_ROOM) {
            return false;
        }
        // [SLEEP] the waker's side: the record's compare-and-set was the fence.
        notEmpty.wakeIfAsleep();
        return true;
    }

    /** Takes an element; null if there is none. */
    byte @Nullable [] poll() {
        Owner me = self();
        if (!mayHaveSome()) {
            return null;
        }
        consumers.take(me);
        return takeOrSeal();
    }

    /** Takes an element as soon as there is one; null if time is up first, or {@link #isEnded}. */
    byte @Nullable [] poll(long timeoutNs) throws InterruptedException {
        Owner me = self();
        requireNotInterrupted();
        Deadline deadline = new Deadline(timeoutNs);
        for (; ; ) {
            if (mayHaveSome()) {
                if (!consumers.take(me, forTurnNs(deadline))) {
                    return null;
                }
                byte[] element = takeOrSeal();
                if (element != null || isEnded()) {
                    return element;
                }
            }
            if (deadline.isOver() || !notEmpty.await(new Element(), deadline.leftNs())) {
                return null;
            }
        }
    }

    /** A look that costs others nothing; a closed queue has its end to be told. */
    private boolean mayHaveSome() {
        return ring.isReadable() || isClosed();
    }

    /** In the consumer's turn, which ends here. */
    private byte @Nullable [] takeOrSeal() {
        byte[] element;
        try {
            element = ring.take();
            if (element == null && isClosed() && !ring.seal()) {
                element = ring.take();
            }
        } finally {
            consumers.pass();
        }
        if (element != null) {
            wakeProducer();
        }
        return element;
    }

    /** Takes up to so many elements in one turn. */
    List<byte[]> drain(int most) {
        Owner me = self();
        List<byte[]> elements = new ArrayList<>();
        if (most <= 0 || !mayHaveSome()) {
            return elements;
        }
        consumers.take(me);
        try {
            long head = ring.head();
            long place = head;
            for (int i = 0; i < most; i++) {
                long word = ring.word(place);
                byte[] element = ring.read(ring.offset(place), word);
                if (element == null) {
                    break;
                }
                elements.add(element);
                place = ring.behind(place, word);
                ring.requireOneRound(head, place);
            }
            // All at once: a death takes the whole batch, or nothing.
            ring.passTo(place);
        } finally {
            consumers.pass();
        }
        wakeProducer();
        return elements;
    }

    /** The next element to be taken, which stays; null if there is none. */
    byte @Nullable [] peek() {
        Owner me = self();
        if (!ring.isReadable()) {
            return null;
        }
        consumers.take(me);
        try {
            return ring.first();
        } finally {
            consumers.pass();
        }
    }

    long size() {
        region.requireOpen();
        return ring.size();
    }

    void close() {
        region.requireOpen();
        // [SLEEP] a volatile store is the waker's fence; all are woken, as it concerns all.
        memory.putIntVolatile(QueueLayout.CLOSED, 1);
        notEmpty.wakeIfAsleep(Integer.MAX_VALUE);
        notFull.wakeIfAsleep(Integer.MAX_VALUE);
    }

    boolean isClosed() {
        region.requireOpen();
        return memory.getIntVolatile(QueueLayout.CLOSED) != 0;
    }

    /** True once nothing can come any more. */
    boolean isEnded() {
        return isClosed() && ring.isSealed();
    }

    /** True if it is closed and empty, whether or not a consumer has noticed. */
    boolean isDrained() {
        if (!isClosed() || ring.isReadable()) {
            return false;
        }
        if (consumers.isKept()) {
            return ring.isSealed();
        }
        consumers.take(self());
        try {
            return ring.seal();
        } finally {
            consumers.pass();
        }
    }

    QueueClosedException closed() {
        return new QueueClosedException(where + ": closed");
    }

    private void wakeProducer() {
        if (fenceAfterTake) {
            VarHandle.fullFence();
        }
        // [SLEEP] the waker's side: HEAD was stored before, and the fence is above, or the sleeper's.
        notFull.wakeIfAsleep();
    }

    /** A turn is over in a moment; only a stopped process keeps it, and a time limit holds against that, more or less. */
    private static long forTurnNs(Deadline deadline) {
        return Math.max(deadline.leftNs(), LEAST_FOR_TURN_NS);
    }

    private Owner self() {
        region.requireOpen();
        return region.file().threads().current();
    }

    private void requireNotClosed() {
        if (isClosed()) {
            throw closed();
        }
    }

    private static void requireNotInterrupted() throws InterruptedException {
        if (Thread.interrupted()) {
            throw new InterruptedException();
        }
    }

    /** A wait for an element, or for the end. */
    private final class Element implements WaitingLoop.Attempt {

        private boolean isThere;

        @Override
        public long attempt() {
            isThere = ring.isReadable();
            return isThere || isClosed() ? WaitingLoop.DONE : Owner.NOBODY;
        }

        /** If there is one more than this thread is about to take. */
        @Override
        public boolean nextShouldLook() {
            return ring.size() > (isThere ? 1 : 0);
        }
    }

    /** A wait for room, or for the end. Who needs much may have no use for what wakes it: so all are woken. */
    private final class Room implements WaitingLoop.Attempt {

        private final int units;

        Room(int units) {
            this.units = units;
        }

        @Override
        public long attempt() {
            return ring.seemsToFit(units) || isClosed() ? WaitingLoop.DONE : Owner.NOBODY;
        }

        @Override
        public boolean isPicky() {
            return true;
        }

        @Override
        public boolean nextShouldLook() {
            return false;
        }
    }
}
