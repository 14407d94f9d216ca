package io.interlock.collection;

/** Sending at one end of a pipe; see {@link PipeEnd}. */
final class PipeSending {

    private final PipeTenure tenure;
    private final Half half;
    private final PipeWay way;
    private final RingProducer ring;
    private final int capacityBytes;

    /** What belongs to the process and not to an opening. */
    static final class Half extends PipeHalf {

        private final RingProducer ring;

        Half(String end, PipeWay way) {
            super(end + " sending", way);
            this.ring = new RingProducer(way.ring);
        }

        @Override
        void begin() {
            ring.forget();
        }
    }

    PipeSending(PipeTenure tenure, Half half, int capacityBytes) {
        this.tenure = tenure;
        this.half = half;
        this.way = half.way;
        this.ring = half.ring;
        this.capacityBytes = capacityBytes;
    }

    void send(byte[] message, int from, int length) throws InterruptedException {
        enter(length);
        while (!ring.append(message, from, length)) {
            awaitRoom(length);
        }
        way.wake(way.notEmpty);
    }

    boolean trySend(byte[] message) {
        enter(message.length);
        if (!ring.append(message, 0, message.length)) {
            tenure.requireOtherAlive();
            return false;
        }
        way.wake(way.notEmpty);
        return true;
    }

    /** Waits until there is room for a message of this length. */
    void awaitRoomFor(int length) throws InterruptedException {
        enter(length);
        while (!ring.hasRoomFor(length)) {
            awaitRoom(length);
        }
    }

    /** True if there is room for a message of this length now. */
    boolean hasRoomFor(int length) {
        enter(length);
        if (ring.hasRoomFor(length)) {
            return true;
        }
        tenure.requireOtherAlive();
        return false;
    }

    RingProducer ring() {
        return ring;
    }

    /** Throws unless this claim may be committed now. */
    void enterCommit(long claim) {
        tenure.require();
        half.enter();
        if (!ring.isClaim(claim)) {
            throw new IllegalStateException(
                    tenure.where() + ": this claim was committed or aborted, or its end was closed");
        }
    }

    void committed() {
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

    private final class Room extends PipeTenure.Wait {

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
