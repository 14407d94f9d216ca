package io.interlock.internal.pipe;

import io.interlock.collection.PipeEnd;
import io.interlock.internal.ring.RingProducer;
import io.interlock.internal.ring.RingRecord;

/** Sending at one end of a pipe; see {@link PipeEnd}. */
public final class Sender {

    private final EndOwnership tenure;
    private final Half half;
    private final Channel way;
    private final RingProducer ring;
    private final int capacityBytes;

    /** What belongs to the process and not to an opening. */
    public static final class Half extends Endpoint {

        private final RingProducer ring;

        public Half(String end, Channel way) {
            super(end + " sending", way);
            this.ring = new RingProducer(way.ring);
        }

        @Override
        public void begin() {
            ring.forget();
        }
    }

    public Sender(EndOwnership tenure, Half half, int capacityBytes) {
        this.tenure = tenure;
        this.half = half;
        this.way = half.way;
        this.ring = half.ring;
        this.capacityBytes = capacityBytes;
    }

    public void send(byte[] message, int from, int length) throws InterruptedException {
        enter(length);
        while (!ring.append(message, from, length)) {
            awaitRoom(length);
        }
        way.wake(way.notEmpty);
    }

    public boolean trySend(byte[] message) {
        enter(message.length);
        if (!ring.append(message, 0, message.length)) {
            tenure.requireOtherAlive();
            return false;
        }
        way.wake(way.notEmpty);
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
        tenure.requireOtherAlive();
        return false;
    }

    public RingProducer ring() {
        return ring;
    }

    /** Throws unless this claim may be committed now. */
    public void enterCommit(long claim) {
        tenure.require();
        half.enter();
        if (!ring.isClaim(claim)) {
            throw new IllegalStateException(
                    tenure.where() + ": this claim was committed or aborted, or its end was closed");
        }
    }

    public void committed() {
        way.wake(way.notEmpty);
    }

    private void enter(int length) {
        tenure.require();
        half.enter();
        if (ring.hasClaim()) {
            throw new IllegalStateException(tenure.where() + ": a claim has to be committed or aborted first");
        }
        if (length < 0 || length > capacityBytes) {
            throw new IllegalArgumentException(tenure.where() + " message=" + length + " capacity=" + capacityBytes
                    + " bytes: it would never fit; create the pipe with a larger capacity");
        }
        tenure.requireOther();
    }

    private void awaitRoom(int length) throws InterruptedException {
        tenure.requireOtherAlive();
        Room room = new Room(RingRecord.units(length));
        way.notFull.await(room, Long.MAX_VALUE);
        room.requireNotClosed();
        RingProducer.awaitMoreRoom();
    }

    private final class Room extends EndOwnership.Wait {

        private final int units;

        Room(int units) {
            tenure.super();
            this.units = units;
        }

        @Override
        boolean isOver() {
            return way.ring.seemsToFit(units);
        }
    }
}
