package io.interlock.internal.pipe;

import io.interlock.collection.PipeEnd;
import io.interlock.internal.ring.BatchingBackoff;
import io.interlock.internal.ring.RingConsumer;
import io.interlock.internal.wait.WaitingForAny;
import java.nio.ByteBuffer;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The receiver at one end of a pipe; see {@link PipeEnd}. */
public final class Receiver {

    private final EndOwnership ownership;
    private final ReceiveEndpoint endpoint;
    private final Channel channel;
    private final RingConsumer ring;

    /** What belongs to the process and not to an opening. */
    public static final class ReceiveEndpoint extends Endpoint {

        private final RingConsumer ring;
        private final BatchingBackoff backoff;

        public ReceiveEndpoint(String end, Channel channel) {
            super(end + " receiving", channel);
            this.ring = new RingConsumer(channel.ring);
            this.backoff = new BatchingBackoff(ring::isReadable);
        }

        @Override
        public void begin() {
            ring.lookAgain();
        }
    }

    public Receiver(EndOwnership ownership, ReceiveEndpoint endpoint) {
        this.ownership = ownership;
        this.endpoint = endpoint;
        this.channel = endpoint.channel;
        this.ring = endpoint.ring;
    }

    /** Null at the end. */
    public byte @Nullable [] receive() throws InterruptedException {
        enter();
        for (; ; ) {
            byte[] message = ring.take();
            if (message != null) {
                channel.wake(channel.notFull);
                return message;
            }
            if (!await()) {
                return null;
            }
        }
    }

    /** How many were handled; 0 at the end. */
    public int receive(Consumer<ByteBuffer> handler, int max) throws InterruptedException {
        enter();
        for (; ; ) {
            int handled = handle(handler, max);
            if (handled != 0 || !await()) {
                return handled;
            }
        }
    }

    private int handle(Consumer<ByteBuffer> handler, int max) {
        try {
            return ring.handle(handler, max);
        } finally {
            channel.wake(channel.notFull);
        }
    }

    /** Before the calling thread gives up the end or its part in it, perhaps in a handler. */
    public void settle() {
        ring.settle();
        channel.wake(channel.notFull);
    }

    public boolean poll() {
        enter();
        return ring.isReadable() || ownership.otherIsGone();
    }

    /** False if time was up first. */
    public boolean await(long timeoutNs) throws InterruptedException {
        enter();
        return channel.notEmpty.await(new Message(), timeoutNs);
    }

    /** One of several waits. */
    public WaitingForAny.Wait newWait() {
        enter();
        return new WaitingForAny.Wait(channel.notEmpty, new Message());
    }

    private void enter() {
        ownership.require();
        endpoint.enter();
        if (ring.isLentToCaller()) {
            throw new IllegalStateException(ownership.where()
                    + ": a handler receives from the end that called it; receive after it has returned");
        }
    }

    /** False at the end. */
    private boolean await() throws InterruptedException {
        int closings = ownership.closings();
        if (endpoint.backoff.found()) {
            ownership.requireNotClosedSince(closings);
            return true;
        }
        Message message = new Message();
        channel.notEmpty.await(message, Long.MAX_VALUE);
        message.requireNotClosed();
        // Once more, after it: what the other process sent before it went is seen once it is seen gone.
        return ring.isReadable() || !ownership.otherIsGone() || ring.isReadable();
    }

    private final class Message extends EndOwnership.Wait {

        Message() {
            ownership.super();
        }

        @Override
        boolean isOver() {
            return ring.isReadable();
        }
    }
}
