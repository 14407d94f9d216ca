package io.interlock.collection;

import io.interlock.RegionClosedException;
import io.interlock.RegionFormatException;
import io.interlock.internal.access.MappedMemory;
import io.interlock.internal.codec.OwnedCodec;
import io.interlock.internal.directory.Attachment;
import io.interlock.internal.format.PipeLayout;
import io.interlock.internal.pipe.Channel;
import io.interlock.internal.pipe.EndOwnership;
import io.interlock.internal.pipe.Endpoint;
import io.interlock.internal.pipe.Receiver;
import io.interlock.internal.pipe.Sender;
import io.interlock.internal.wait.WaitingForAny;
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
 * one gets {@link IllegalStateException}. {@code poll} counts as receiving. A handler given to
 * {@code receive} must not receive from the end that called it, which throws {@link IllegalStateException}; it may close that end or
 * hand it over, and then the message that it was given counts as received and it gets no other.
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

    private final EndOwnership tenure;

    /** Null where this end only receives. */
    private final @Nullable Sender out;

    /** Null where this end only sends. */
    private final @Nullable Receiver in;

    private final Halves halves;

    /** @param isFirst which of the two */
    PipeEnd(Attachment region, MappedMemory memory, ShmPipe.Config config, boolean isFirst, Halves halves) {
        int self = isFirst ? PipeLayout.FIRST : PipeLayout.SECOND;
        int other = isFirst ? PipeLayout.SECOND : PipeLayout.FIRST;
        this.tenure = new EndOwnership(region, memory, self, other, halves.where);
        this.halves = halves;
        this.out = halves.out == null ? null : new Sender(tenure, halves.out, config.capacityBytes());
        this.in = halves.in == null ? null : new Receiver(tenure, halves.in);
    }

    /** What this process knows of an end, however many openings lead to it. */
    static final class Halves {

        private final String where;
        private final Sender.@Nullable Half out;
        private final Receiver.@Nullable Half in;

        /** @param where the beginning of messages about this end */
        Halves(String where, @Nullable Channel out, @Nullable Channel in) {
            this.where = where;
            this.out = out == null ? null : new Sender.Half(where, out);
            this.in = in == null ? null : new Receiver.Half(where, in);
        }

        private void forEach(Consumer<Endpoint> action) {
            if (out != null) {
                action.accept(out);
            }
            if (in != null) {
                action.accept(in);
            }
        }
    }

    /** Takes the end for this process. */
    synchronized PipeEnd take() {
        tenure.take(() -> halves.forEach(Endpoint::clear));
        // Who waits at the other end has a new life to watch. [SLEEP] the compare-and-set was the fence.
        wakeAll();
        return this;
    }

    private void wakeAll() {
        halves.forEach(half -> half.way.wakeAll());
    }

    /** Sends a message, as soon as there is room. */
    public void send(byte[] message) throws InterruptedException {
        sending().send(message, 0, message.length);
    }

    /** Sends {@code length} bytes of an array, from {@code from} on, as a message, as soon as there is room. */
    public void send(byte[] message, int from, int length) throws InterruptedException {
        Objects.checkFromIndexSize(from, length, message.length);
        sending().send(message, from, length);
    }

    /** Sends a value as the codec writes it, as soon as there is room. */
    public <T> void send(T value, Codec<T> codec) throws InterruptedException {
        send(codec.encode(Objects.requireNonNull(value, "value")));
    }

    /** Sends a message if there is room. */
    public boolean trySend(byte[] message) {
        return sending().trySend(message);
    }

    /**
     * Room for a message of this length, as soon as there is some: it is written in place, and not copied, but for one that goes
     * over the ring's end. Until it is committed or aborted, nothing else can be sent from here.
     */
    public PipeClaim claim(int length) throws InterruptedException {
        Sender to = sending();
        to.awaitRoomFor(length);
        return claimed(to, length);
    }

    /** One place makes all claims: so the compiler may do without the objects. */
    private static PipeClaim claimed(Sender to, int length) {
        return new PipeClaim(to, to.ring(), length);
    }

    /** As {@link #claim}, if there is room now; else null. */
    public @Nullable PipeClaim tryClaim(int length) {
        Sender to = sending();
        return to.hasRoomFor(length) ? claimed(to, length) : null;
    }

    /**
     * Receives a message, as soon as there is one.
     *
     * @return null if the other end was closed, or its process has died, and all that it has sent was received
     */
    public byte @Nullable [] receive() throws InterruptedException {
        return receiving().receive();
    }

    /** As {@link #receive()}, a value as the codec reads it. A message that it cannot read counts as received: {@link CodecException#bytes}. */
    public <T> @Nullable T receive(Codec<T> codec) throws InterruptedException {
        Objects.requireNonNull(codec, "codec");
        byte[] message = receive();
        return message == null ? null : OwnedCodec.decode(codec, message, tenure::where);
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
        return receiving().receive(handler, 1) != 0;
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
            throw new IllegalArgumentException(tenure.where() + " most=" + most + ": it has to be 1 or more");
        }
        return receiving().receive(handler, most);
    }

    /**
     * True if a {@code receive} would return at once: there is a message, or the end. The calling thread becomes the one that
     * receives at this end, as with {@code receive}.
     */
    public boolean poll() {
        return receiving().poll();
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
        return receiving().await(timeoutNs);
    }

    /**
     * As {@link #receive()}, for so long at most.
     *
     * @throws TimeoutException if time was up first
     */
    public byte @Nullable [] receive(Duration timeout) throws InterruptedException, TimeoutException {
        if (!poll(timeout)) {
            throw new TimeoutException(tenure.where() + ": no message in " + timeout);
        }
        return receive();
    }

    /**
     * Gives up what the calling thread does at this end, sending or receiving: another thread of this process may then do it.
     * Nothing for a thread that does neither.
     */
    public void handOver() {
        settle();
        halves.forEach(Endpoint::leave);
    }

    /** True while this process has the end. */
    public boolean isOpen() {
        return tenure.isOpen();
    }

    /**
     * Ends the stream for the other end, and gives this end up; nothing if it is closed. Whoever takes it again, by {@link
     * ShmPipe#first} or {@link ShmPipe#second}, receives what was not received.
     */
    @Override
    public synchronized void close() {
        if (!tenure.isHeld()) {
            return;
        }
        settle();
        tenure.close();
        halves.forEach(Endpoint::clear);
        wakeAll();
        // Last: should the thread be stopped before, the end can be closed again.
        tenure.leave();
    }

    /** Which end it is, and whether this process has it open; only a moment's truth. Never waits and never throws. */
    @Override
    public String toString() {
        return "PipeEnd[" + tenure.where() + (isOpen() ? ", open]" : ", closed]");
    }

    private void settle() {
        if (in != null) {
            in.settle();
        }
    }

    private Sender sending() {
        if (out == null) {
            tenure.require();
            throw new UnsupportedOperationException(tenure.where() + ": receives only; the pipe is one way");
        }
        return out;
    }

    private Receiver receiving() {
        if (in == null) {
            tenure.require();
            throw new UnsupportedOperationException(tenure.where() + ": sends only; the pipe is one way");
        }
        return in;
    }

    /** Waits for several ends at once; see {@link ShmPipe#awaitAny}. */
    static boolean awaitAny(List<PipeEnd> ends, long timeoutNs) throws InterruptedException {
        List<WaitingForAny.Wait> waits = new ArrayList<>();
        for (PipeEnd end : ends) {
            waits.add(end.receiving().newWait());
        }
        return WaitingForAny.await(waits, timeoutNs);
    }
}
