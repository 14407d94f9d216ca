package io.interlock.collection;

import io.interlock.RegionClosedException;
import io.interlock.RegionFormatException;
import io.interlock.memory.Attachment;
import io.interlock.memory.MappedMemory;
import io.interlock.memory.Owner;
import io.interlock.memory.SpinBudget;
import io.interlock.memory.ThreadTable;
import io.interlock.memory.WaitingForAny;
import io.interlock.memory.WaitingLoop;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * One end of a {@link ShmPipe}. Messages come out whole, in their order, each once.
 *
 * <p><b>Owner:</b> the process that took it, by {@link ShmPipe#first} or {@link ShmPipe#second}, until it closes it or ends.
 * Within the process, one thread sends and one receives, the first to do so, until it ends or calls {@link #handOver}; another
 * one gets {@link IllegalStateException}.
 *
 * <p><b>Memory:</b> what a thread did before it sent a message is visible to whoever receives it; pair [PUT].
 *
 * <p><b>Progress:</b> sending waits while there is no room, receiving while there is no message: a spin that adapts, then sleep.
 * An interrupt is seen within 50 ms.
 *
 * <p><b>Death:</b> a message is sent by one store and received by one store. When the other end's process closes it or is
 * killed, what it has sent is still received, then {@code receive} tells the end: within a millisecond of the death. An end
 * whose process has died may be taken by another process; that receives what the dead one had not received, and to this end the
 * stream goes on.
 *
 * <p><b>Errors:</b> {@link PipeClosedException} for a closed end, and for sending when the other end is closed, or is dead and
 * there is no room; {@link IllegalArgumentException} for a message that is larger than the pipe;
 * {@link UnsupportedOperationException} for the wrong direction of a one-way pipe; {@link CodecException};
 * {@link RegionFormatException} if the memory is damaged; {@link RegionClosedException}.
 */
@SuppressWarnings("exports")
public final class PipeEnd implements AutoCloseable {

    private final Attachment region;
    private final ThreadTable threads;
    private final String where;
    private final MappedMemory memory;
    private final int capacityBytes;
    private final int self;
    private final int other;
    private final PipeHalf sending;
    private final PipeHalf receiving;

    /** Null where this end only receives. */
    private final @Nullable Direction out;

    /** Null where this end only sends. */
    private final @Nullable Direction in;

    /** This process, while the end is its. */
    private volatile long owner = PipeLayout.CLOSED;

    /** How often this process has closed the end: its owner word is the same when it takes the end again. */
    private volatile int closings;

    /** One of the two ways. */
    private static final class Direction {

        final Ring ring;
        final WaitingLoop notEmpty;
        final WaitingLoop notFull;
        final boolean fences;

        Direction(Attachment region, MappedMemory memory, int words, int capacityBytes, String where) {
            ring = new Ring(
                    region.file(),
                    memory.slice(words, RingLayout.BYTES),
                    memory.slice(
                            PipeLayout.records(words, capacityBytes), RingLayout.units(capacityBytes) * Place.UNIT),
                    Long.MAX_VALUE,
                    where);
            notEmpty = new WaitingLoop(region.file(), memory, PipeLayout.notEmpty(words), SpinBudget.forHandOff());
            notFull = new WaitingLoop(region.file(), memory, PipeLayout.notFull(words), SpinBudget.forHandOff());
            fences = notEmpty.wakerNeedsFence();
        }

        void wake(WaitingLoop sleeper) {
            if (fences) {
                VarHandle.fullFence();
            }
            // [SLEEP] the waker's side: its store comes first, by the fence above or the sleeper's.
            sleeper.wakeIfAsleep();
        }

        void wakeAll() {
            notEmpty.wakeIfAsleep(Integer.MAX_VALUE);
            notFull.wakeIfAsleep(Integer.MAX_VALUE);
        }
    }

    /** @param isFirst which of the two */
    PipeEnd(
            Attachment region,
            String where,
            MappedMemory memory,
            ShmPipe.Config config,
            boolean isFirst,
            Halves halves) {
        this.region = region;
        this.threads = region.file().threads();
        this.where = nameOf(where, isFirst);
        this.memory = memory;
        this.capacityBytes = config.capacityBytes();
        this.self = isFirst ? PipeLayout.FIRST : PipeLayout.SECOND;
        this.other = isFirst ? PipeLayout.SECOND : PipeLayout.FIRST;
        this.sending = halves.sending;
        this.receiving = halves.receiving;
        this.out = isFirst || !config.oneWay()
                ? new Direction(
                        region, memory, isFirst ? PipeLayout.TO_SECOND : PipeLayout.TO_FIRST, capacityBytes, where)
                : null;
        this.in = !isFirst || !config.oneWay()
                ? new Direction(
                        region, memory, isFirst ? PipeLayout.TO_FIRST : PipeLayout.TO_SECOND, capacityBytes, where)
                : null;
    }

    static String nameOf(String pipe, boolean isFirst) {
        return pipe + (isFirst ? " first end" : " second end");
    }

    /** What this process knows of an end, however many openings lead to it. */
    static final class Halves {

        final PipeHalf sending;
        final PipeHalf receiving;

        /** @param where the beginning of messages about this end */
        Halves(String where) {
            sending = new PipeHalf(where + " sending");
            receiving = new PipeHalf(where + " receiving");
        }
    }

    /** Takes the end for this process. */
    synchronized PipeEnd take() {
        region.requireOpen();
        long me = threads.process().word();
        for (; ; ) {
            // [END] volatile: with an end that was left, all that its process did at it is seen.
            long found = memory.getLongVolatile(self);
            if (found != me && found != Owner.NOBODY && !threads.isDead(found)) {
                throw new IllegalStateException(where + ": another living process has it");
            }
            if (found == me || memory.compareAndSetLong(self, found, me)) {
                owner = me;
                // Who waits at the other end has a new life to watch. [SLEEP] the compare-and-set was the fence.
                wakeAll();
                return this;
            }
        }
    }

    private void wakeAll() {
        if (out != null) {
            out.wakeAll();
        }
        if (in != null) {
            in.wakeAll();
        }
    }

    /** Sends a message, as soon as there is room. */
    public void send(byte[] message) throws InterruptedException {
        send(message, 0, message.length);
    }

    /** Sends {@code length} bytes of an array, from {@code from} on, as a message, as soon as there is room. */
    public void send(byte[] message, int from, int length) throws InterruptedException {
        Objects.checkFromIndexSize(from, length, message.length);
        Direction to = enterSending(length);
        while (!to.ring.append(message, from, length)) {
            awaitRoom(to, length);
        }
        to.wake(to.notEmpty);
    }

    /** Sends a value as the codec writes it, as soon as there is room. */
    public <T> void send(T value, Codec<T> codec) throws InterruptedException {
        send(codec.encode(Objects.requireNonNull(value, "value")));
    }

    /** Sends a message if there is room. */
    public boolean trySend(byte[] message) {
        Direction to = enterSending(message.length);
        if (!to.ring.append(message, 0, message.length)) {
            requireReader();
            return false;
        }
        to.wake(to.notEmpty);
        return true;
    }

    /**
     * Room for a message of this length, as soon as there is some: it is written in place, and not copied, but for one that goes
     * over the ring's end. Until it is committed or aborted, nothing else can be sent from here.
     */
    public PipeClaim claim(int length) throws InterruptedException {
        Direction to = enterSending(length);
        for (; ; ) {
            PipeClaim claim = claim(to, length);
            if (claim != null) {
                return claim;
            }
            awaitRoom(to, length);
        }
    }

    /** As {@link #claim}, if there is room now; else null. */
    public @Nullable PipeClaim tryClaim(int length) {
        Direction to = enterSending(length);
        PipeClaim claim = claim(to, length);
        if (claim == null) {
            requireReader();
        }
        return claim;
    }

    private @Nullable PipeClaim claim(Direction to, int length) {
        ByteBuffer room = to.ring.claim(length);
        if (room == null) {
            return null;
        }
        PipeClaim claim = new PipeClaim(this, room);
        sending.setClaim(claim);
        return claim;
    }

    void commit(PipeClaim claim, int length) {
        requireTaken();
        sending.enter();
        if (!sending.isClaim(claim)) {
            throw new IllegalStateException(where + ": this claim was committed or aborted, or its end was closed");
        }
        Objects.checkFromIndexSize(0, length, claim.bytes().capacity());
        Direction to = Objects.requireNonNull(out);
        sending.setClaim(null);
        to.ring.commit(claim.bytes(), length);
        to.wake(to.notEmpty);
    }

    void abort(PipeClaim claim) {
        if (sending.isClaim(claim)) {
            sending.setClaim(null);
        }
    }

    /**
     * Receives a message, as soon as there is one.
     *
     * @return null if the other end was closed, or its process has died, and all that it has sent was received
     */
    public byte @Nullable [] receive() throws InterruptedException {
        Direction from = enterReceiving();
        for (; ; ) {
            byte[] message = from.ring.take();
            if (message != null) {
                from.wake(from.notFull);
                return message;
            }
            if (!await(from, Long.MAX_VALUE)) {
                return null;
            }
        }
    }

    /** As {@link #receive()}, a value as the codec reads it. A message that it cannot read counts as received. */
    public <T> @Nullable T receive(Codec<T> codec) throws InterruptedException {
        Objects.requireNonNull(codec, "codec");
        byte[] message = receive();
        if (message == null) {
            return null;
        }
        try {
            return OwnedCodec.decode(codec, message);
        } catch (RuntimeException e) {
            throw new CodecException(
                    where + " bytes=" + message.length + " codec=" + codec.id() + ": cannot be read: " + e.getMessage(),
                    e);
        }
    }

    /**
     * Has a message handled in place, as soon as there is one.
     *
     * @param handler gets the message, read-only and in big-endian order, for the time of its call only. When it returns, or
     *     throws, the message counts as received; if the process is killed before, its successor gets it again
     * @return false at the end, see {@link #receive()}
     */
    public boolean receive(Consumer<ByteBuffer> handler) throws InterruptedException {
        Objects.requireNonNull(handler, "handler");
        Direction from = enterReceiving();
        for (; ; ) {
            if (handle(from, handler, 1) != 0) {
                return true;
            }
            if (!await(from, Long.MAX_VALUE)) {
                return false;
            }
        }
    }

    /**
     * As {@link #receive(Consumer)}, all messages that are there, as soon as there is one: faster for many small ones.
     *
     * @param handler gets each message, as there. When it throws, the message that it was given counts as received, and those
     *     before; if the process is killed before this method ends, its successor gets all of them again
     * @param most so many at most, from 1
     * @return how many messages were handled; 0 at the end, see {@link #receive()}
     */
    public int receive(Consumer<ByteBuffer> handler, int most) throws InterruptedException {
        Objects.requireNonNull(handler, "handler");
        if (most < 1) {
            throw new IllegalArgumentException(where + " most=" + most + ": it has to be 1 or more");
        }
        Direction from = enterReceiving();
        for (; ; ) {
            int handled = handle(from, handler, most);
            if (handled != 0 || !await(from, Long.MAX_VALUE)) {
                return handled;
            }
        }
    }

    private static int handle(Direction from, Consumer<ByteBuffer> handler, int most) {
        Ring ring = from.ring;
        long begin = ring.head();
        long place = begin;
        int handled = 0;
        try {
            while (handled < most) {
                long word = ring.word(place);
                ByteBuffer message = ring.view(place, word);
                if (message == null) {
                    break;
                }
                place = ring.behind(place, word);
                ring.requireOneRound(begin, place);
                handled++;
                handler.accept(message);
            }
        } finally {
            if (place != begin) {
                ring.passTo(place);
                from.wake(from.notFull);
            }
        }
        return handled;
    }

    /** True if a {@code receive} would return at once: there is a message, or the end. */
    public boolean poll() {
        Direction from = enterReceiving();
        return from.ring.isReadable() || otherIsGone();
    }

    /** Waits until a {@code receive} would return at once; false if time is up first. */
    public boolean poll(Duration timeout) throws InterruptedException {
        if (poll()) {
            return true;
        }
        long timeoutNs = TimeUnit.NANOSECONDS.convert(timeout);
        if (timeoutNs <= 0) {
            return false;
        }
        Direction from = enterReceiving();
        return from.notEmpty.await(new Message(from), timeoutNs);
    }

    /**
     * As {@link #receive()}, for so long at most.
     *
     * @throws TimeoutException if time was up first
     */
    public byte @Nullable [] receive(Duration timeout) throws InterruptedException, TimeoutException {
        if (!poll(timeout)) {
            throw new TimeoutException(where + ": no message in " + timeout);
        }
        return receive();
    }

    /**
     * Gives up what the calling thread does at this end, sending or receiving: another thread of this process may then do it.
     * Nothing for a thread that does neither.
     */
    public void handOver() {
        sending.leave();
        receiving.leave();
    }

    /** True while this process has the end. */
    public boolean isOpen() {
        return !region.isClosed() && memory.getLongVolatile(self) == owner && owner != PipeLayout.CLOSED;
    }

    /**
     * Ends the stream for the other end, and gives this end up; nothing if it is closed. Whoever takes it again, by {@link
     * ShmPipe#first} or {@link ShmPipe#second}, receives what was not received.
     */
    @Override
    public synchronized void close() {
        long me = owner;
        if (region.isClosed() || me == PipeLayout.CLOSED) {
            return;
        }
        // [END] a compare-and-set after all that was sent; as a fence, it is the wakers' side of [SLEEP].
        memory.compareAndSetLong(self, me, PipeLayout.CLOSED);
        closings++;
        sending.clear();
        receiving.clear();
        wakeAll();
        // Last: should the thread be stopped before, the end can be closed again.
        owner = PipeLayout.CLOSED;
    }

    @Override
    public String toString() {
        return "PipeEnd[" + where + "]";
    }

    private Direction enterSending(int length) {
        requireTaken();
        if (out == null) {
            throw new UnsupportedOperationException(where + ": receives only; the pipe is one way");
        }
        sending.enter();
        if (sending.hasClaim()) {
            throw new IllegalStateException(where + ": a claim has to be committed or aborted first");
        }
        if (length < 0 || length > capacityBytes) {
            throw new IllegalArgumentException(where + " message=" + length + " capacity=" + capacityBytes
                    + " bytes: it would never fit; create the pipe with a larger capacity");
        }
        if (memory.getLongOpaque(other) == PipeLayout.CLOSED) {
            throw nobodyReceives();
        }
        return out;
    }

    private Direction enterReceiving() {
        requireTaken();
        if (in == null) {
            throw new UnsupportedOperationException(where + ": sends only; the pipe is one way");
        }
        receiving.enter();
        return in;
    }

    private void requireTaken() {
        region.requireOpen();
        long me = owner;
        if (me == PipeLayout.CLOSED || memory.getLongOpaque(self) != me) {
            throw closed();
        }
    }

    /** After a wait. */
    private void requireNotClosedSince(int before) {
        requireTaken();
        if (closings != before) {
            throw closed();
        }
    }

    private PipeClosedException closed() {
        return new PipeClosedException(where + ": closed; ask the pipe for it again");
    }

    private void awaitRoom(Direction to, int length) throws InterruptedException {
        requireReader();
        Room room = new Room(to, RingRecord.units(length));
        to.notFull.await(room, Long.MAX_VALUE);
        requireNotClosedSince(room.closings);
        Ring.awaitMoreRoom();
    }

    private void requireReader() {
        if (otherIsGone()) {
            throw nobodyReceives();
        }
    }

    private PipeClosedException nobodyReceives() {
        return new PipeClosedException(where + ": the other end is closed, or its process has died");
    }

    /** False at the end. */
    private boolean await(Direction from, long timeoutNs) throws InterruptedException {
        Message message = new Message(from);
        from.notEmpty.await(message, timeoutNs);
        requireNotClosedSince(message.closings);
        // In this order: what the other process sent before it went is seen once it is seen gone.
        return !otherIsGone() || from.ring.isReadable();
    }

    private boolean otherIsGone() {
        // [END] acquire
        long word = memory.getLongVolatile(other);
        return word != Owner.NOBODY && threads.isDead(word) && memory.getLongVolatile(other) == word;
    }

    /** Waits for several ends at once; see {@link ShmPipe#awaitAny}. */
    static boolean awaitAny(List<PipeEnd> ends, long timeoutNs) throws InterruptedException {
        List<WaitingForAny.Wait> waits = new ArrayList<>();
        for (PipeEnd end : ends) {
            Direction from = end.enterReceiving();
            waits.add(new WaitingForAny.Wait(from.notEmpty, end.new Message(from)));
        }
        return WaitingForAny.await(waits, timeoutNs);
    }

    /** A wait at this end, which the other end's close or death ends as well, and this end's close. */
    private abstract class Wait implements WaitingLoop.LoneAttempt {

        /** How often the end was closed before the wait. */
        final int closings = PipeEnd.this.closings;

        abstract boolean isOver();

        @Override
        public long attempt() {
            region.requireOpen();
            if (isOver() || closings != PipeEnd.this.closings || memory.getLongOpaque(self) != owner) {
                return WaitingLoop.DONE;
            }
            long otherOwner = memory.getLongVolatile(other);
            return otherOwner == PipeLayout.CLOSED ? WaitingLoop.DONE : otherOwner;
        }

        @Override
        public boolean onDeath(long ownerWord) {
            return memory.getLongVolatile(other) == ownerWord;
        }
    }

    private final class Message extends Wait {

        private final Direction from;

        Message(Direction from) {
            this.from = from;
        }

        @Override
        boolean isOver() {
            return from.ring.isReadable();
        }
    }

    private final class Room extends Wait {

        private final Direction to;
        private final int units;

        Room(Direction to, int units) {
            this.to = to;
            this.units = units;
        }

        @Override
        boolean isOver() {
            return to.ring.seemsToFit(units);
        }
    }
}
