package io.interlock.internal.pipe;

import io.interlock.collection.PipeEnd;
import io.interlock.internal.ring.BatchingBackoff;
import io.interlock.internal.ring.RingConsumer;
import io.interlock.internal.wait.WaitingForAny;
import java.nio.ByteBuffer;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Receiving at one end of a pipe; see {@link PipeEnd}. */
public final class Receiver {

    private final EndOwnership tenure;
    private final Half half;
    private final Channel way;
    private final RingConsumer ring;

    /** What belongs to the process and not to an opening. */
    public static final class Half extends Endpoint {

        private final RingConsumer ring;
        private final BatchingBackoff firstLooks;

        public Half(String end, Channel way) {
            super(end + " receiving", way);
            this.ring = new RingConsumer(way.ring);
            this.firstLooks = new BatchingBackoff(ring::isReadable);
        }

        @Override
        public void begin() {
            ring.lookAgain();
        }
    }

    public Receiver(EndOwnership tenure, Half half) {
        this.tenure = tenure;
        this.half = half;
        this.way = half.way;
        this.ring = half.ring;
    }

    /** Null at the end. */
    public byte @Nullable [] receive() throws InterruptedException {
        enter();
        for (; ; ) {
            byte[] message = ring.take();
            if (message != null) {
                way.wake(way.notFull);
                return message;
            }
            if (!await()) {
                return null;
            }
        }
    }

    /** How many were handled; 0 at the end. */
    public int receive(Consumer<ByteBuffer> handler, int most) throws InterruptedException {
        enter();
        for (; ; ) {
            int handled = handle(handler, most);
            if (handled != 0 || !await()) {
                return handled;
            }
        }
    }

    private int handle(Consumer<ByteBuffer> handler, int most) {
        try {
            return ring.handle(handler, most);
        } finally {
            way.wake(way.notFull);
        }
    }

    /** Before the calling thread gives up the end or its part in it, perhaps in a handler. */
    public void settle() {
        ring.settle();
        way.wake(way.notFull);
    }

    public boolean poll() {
        enter();
        return ring.isReadable() || tenure.otherIsGone();
    }

    /** False if time was up first. */
    public boolean await(long timeoutNs) throws InterruptedException {
        enter();
        return way.notEmpty.await(new Message(), timeoutNs);
    }

    /** One of several waits. */
    public WaitingForAny.Wait newWait() {
        enter();
        return new WaitingForAny.Wait(way.notEmpty, new Message());
    }

    private void enter() {
        tenure.require();
        half.enter();
        if (ring.isLentToCaller()) {
            throw new IllegalStateException(
                    tenure.where() + ": a handler receives from the end that called it; receive after it has returned");
        }
    }

    /** False at the end. */
    private boolean await() throws InterruptedException {
        int closings = tenure.closings();
        if (half.firstLooks.found()) {
            tenure.requireNotClosedSince(closings);
            return true;
        }
        Message message = new Message();
        way.notEmpty.await(message, Long.MAX_VALUE);
        message.requireNotClosed();
        // Once more, behind it: what the other process sent before it went is seen once it is seen gone.
        return ring.isReadable() || !tenure.otherIsGone() || ring.isReadable();
    }

    private final class Message extends EndOwnership.Wait {

        Message() {
            tenure.super();
        }

        @Override
        boolean isOver() {
            return ring.isReadable();
        }
    }
}
