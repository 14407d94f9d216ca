package io.interlock.internal.pipe;

import io.interlock.collection.PipeEnd;
import io.interlock.internal.ring.RingProducer;
import io.interlock.internal.ring.RingRecord;

/** The sender at one end of a pipe; see {@link PipeEnd}. */
public final class Sender {

    private final EndOwnership ownership;
    private final SendEndpoint endpoint;
    private final Channel channel;
    private final RingProducer ring;
    private final int capacityBytes;

    /** What belongs to the process and not to an opening. */
    public static final class SendEndpoint extends Endpoint {

        private final RingProducer ring;

        public SendEndpoint(String end, Channel channel) {
            super(end + " sending", channel);
            this.ring = new RingProducer(channel.ring);
        }

        @Override
        public void begin() {
            ring.forget();
        }
    }

    public Sender(EndOwnership ownership, SendEndpoint endpoint, int capacityBytes) {
        this.ownership = ownership;
        this.endpoint = endpoint;
        this.channel = endpoint.channel;
        this.ring = endpoint.ring;
        this.capacityBytes = capacityBytes;
    }

    public void send(byte[] message, int from, int length) throws InterruptedException {
        enter(length);
        while (!ring.append(message, from, length)) {
            awaitRoom(length);
        }
        channel.wake(channel.notEmpty);
    }

    public boolean trySend(byte[] message) {
        enter(message.length);
        if (!ring.append(message, 0, message.length)) {
            ownership.requireOtherAlive();
            return false;
        }
        channel.wake(channel.notEmpty);
        return true;
    }

    /** Waits until there is room for a message of this length. */
    public void awaitRoomFor(int length) throws InterruptedException {
        enter(length);
        while (!ring.hasRoomFor(length)) {
            awaitRoom(length);
        }
    }

    /** True if there is room for a message of this length now. */
    public boolean hasRoomFor(int length) {
        enter(length);
        if (ring.hasRoomFor(length)) {
            return true;
        }
        ownership.requireOtherAlive();
        return false;
    }

    public RingProducer ring() {
        return ring;
    }

    /** Throws unless this claim may be committed now. */
    public void enterCommit(long claim) {
        ownership.require();
        endpoint.enter();
        if (!ring.isClaim(claim)) {
            throw new IllegalStateException(
                    ownership.where() + ": this claim was committed or aborted, or its end was closed");
        }
    }

    public void committed() {
        channel.wake(channel.notEmpty);
    }

    private void enter(int length) {
        ownership.require();
        endpoint.enter();
        if (ring.hasClaim()) {
            throw new IllegalStateException(ownership.where() + ": a claim has to be committed or aborted first");
        }
        if (length < 0 || length > capacityBytes) {
            throw new IllegalArgumentException(ownership.where() + " message=" + length + " capacity=" + capacityBytes
                    + " bytes: it would never fit; create the pipe with a larger capacity");
        }
        ownership.requireOther();
    }

    private void awaitRoom(int length) throws InterruptedException {
        ownership.requireOtherAlive();
        Room room = new Room(RingRecord.slots(length));
        channel.notFull.await(room, Long.MAX_VALUE);
        room.requireNotClosed();
        RingProducer.awaitMoreRoom();
    }

    private final class Room extends EndOwnership.Wait {

        private final int slots;

        Room(int slots) {
            ownership.super();
            this.slots = slots;
        }

        @Override
        boolean isOver() {
            return channel.ring.seemsToFit(slots);
        }
    }
}
