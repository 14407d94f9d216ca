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
 * One end of a {@link ShmPipe}. Messages arrive complete, in order, and once.
 *
 * <pre>{@code
 * PipeEnd end = region.pipe("pipe", 1 << 16).first();
 * end.send("hello", Codecs.string());
 * if (end.poll(Duration.ofSeconds(1))) {
 *     String answer = end.receive(Codecs.string());
 *     System.out.println(answer == null ? "the other end was closed" : answer);
 * }
 * end.close();
 * }</pre>
 *
 * <p><b>Owner:</b> the process that took the end by {@link ShmPipe#first} or {@link ShmPipe#second}, until it closes
 * the end or dies. Within the process one thread sends and one thread receives: the first that does so, until it ends
 * or calls {@link #handOver}. Other threads get {@link IllegalStateException}. {@code poll} counts as receiving. A
 * handler passed to {@code receive} must not receive from its own end, which throws {@link IllegalStateException}. It
 * may close the end or hand it over; its message then counts as received, and it gets no further one.
 *
 * <p><b>Threads:</b> safe for one sending and one receiving thread. {@link #close}, {@link #isOpen} and {@link
 * #toString} are safe for any thread.
 *
 * <p><b>Memory:</b> sending a message happens-before the return of the {@code receive} that gets it.
 *
 * <p><b>Progress:</b> {@code send} waits while there is no room, {@code receive} while there is no message; both spin
 * adaptively and then sleep. An interrupt takes effect within 250 ms.
 *
 * <p><b>Death:</b> one store sends a message and one store receives it. When the process of the other end closes it or
 * is killed, the messages that it has sent are still received; then {@code receive} reports the end of the stream,
 * within a millisecond of the death. Another process may take an end whose process has died. It receives the messages
 * that its predecessor did not receive, and for this end the stream continues.
 *
 * <p><b>Errors:</b> {@link PipeClosedException} if this end is closed, and from sending if the other end is closed, or
 * is dead and there is no room; {@link IllegalArgumentException} for a message that is larger than the pipe; {@link
 * UnsupportedOperationException} for the wrong direction of a one-way pipe; {@link CodecException}; {@link
 * RegionFormatException} if the memory is damaged; {@link RegionClosedException}.
 */
@SuppressWarnings("exports")
public final class PipeEnd implements AutoCloseable {

    private final EndOwnership ownership;

    /** Null where this end only receives. */
    private final @Nullable Sender out;

    /** Null where this end only sends. */
    private final @Nullable Receiver in;

    private final Endpoints endpoints;

    /** @param isFirst which of the two */
    PipeEnd(Attachment region, MappedMemory memory, ShmPipe.Config config, boolean isFirst, Endpoints endpoints) {
        int self = isFirst ? PipeLayout.FIRST : PipeLayout.SECOND;
        int other = isFirst ? PipeLayout.SECOND : PipeLayout.FIRST;
        this.ownership = new EndOwnership(region, memory, self, other, endpoints.where, PipeClosedException::new);
        this.endpoints = endpoints;
        this.out = endpoints.out == null ? null : new Sender(ownership, endpoints.out, config.capacityBytes());
        this.in = endpoints.in == null ? null : new Receiver(ownership, endpoints.in);
    }

    /** The state that this process keeps for an end, shared by all openings of its region. */
    static final class Endpoints {

        private final String where;
        private final Sender.@Nullable SendEndpoint out;
        private final Receiver.@Nullable ReceiveEndpoint in;

        /** @param where the beginning of messages about this end */
        Endpoints(String where, @Nullable Channel out, @Nullable Channel in) {
            this.where = where;
            this.out = out == null ? null : new Sender.SendEndpoint(where, out);
            this.in = in == null ? null : new Receiver.ReceiveEndpoint(where, in);
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
        ownership.take(() -> endpoints.forEach(Endpoint::clear));
        // A waiter at the other end must watch the life of the new owner. [SLEEP] the compare-and-set was the fence.
        wakeAll();
        return this;
    }

    private void wakeAll() {
        endpoints.forEach(endpoint -> endpoint.channel.wakeAll());
    }

    /**
     * Sends a message. Waits for room.
     *
     * @param message the bytes, from 0 to the pipe's capacity
     * @throws InterruptedException if the thread is interrupted, within 250 ms; nothing was sent
     * @throws PipeClosedException if this end or the other one is closed
     * @throws IllegalArgumentException if the message is larger than the pipe
     */
    public void send(byte[] message) throws InterruptedException {
        sending().send(message, 0, message.length);
    }

    /**
     * Sends a part of an array as a message. Waits for room.
     *
     * @param message the array
     * @param from the index of the first byte
     * @param length the number of bytes, from 0 to the pipe's capacity
     * @throws InterruptedException if the thread is interrupted, within 250 ms; nothing was sent
     * @throws PipeClosedException if this end or the other one is closed
     * @throws IllegalArgumentException if the message is larger than the pipe
     */
    public void send(byte[] message, int from, int length) throws InterruptedException {
        Objects.checkFromIndexSize(from, length, message.length);
        sending().send(message, from, length);
    }

    /**
     * Sends a value as a message. Waits for room.
     *
     * @param <T> the type of the value
     * @param value the value, not null
     * @param codec converts the value to bytes
     * @throws InterruptedException if the thread is interrupted, within 250 ms; nothing was sent
     * @throws PipeClosedException if this end or the other one is closed
     * @throws IllegalArgumentException if the message is larger than the pipe
     */
    public <T> void send(T value, Codec<T> codec) throws InterruptedException {
        send(codec.encode(Objects.requireNonNull(value, "value")));
    }

    /**
     * Sends a message if there is room. Does not wait.
     *
     * @param message the bytes, from 0 to the pipe's capacity
     * @return false if there is no room
     * @throws PipeClosedException if this end or the other one is closed
     * @throws IllegalArgumentException if the message is larger than the pipe
     */
    public boolean trySend(byte[] message) {
        return sending().trySend(message);
    }

    /**
     * Claims space for a message, which is then written in place instead of being copied, except for a message that
     * crosses the end of the ring. Waits for room. This end cannot send anything else until the claim is committed or
     * aborted.
     *
     * @param length the length of the message in bytes, from 0 to the pipe's capacity
     * @return the space
     * @throws InterruptedException if the thread is interrupted, within 250 ms
     * @throws PipeClosedException if this end or the other one is closed
     * @throws IllegalArgumentException if the message is larger than the pipe
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

    /**
     * Claims space for a message like {@link #claim}, if there is room. Does not wait.
     *
     * @param length the length of the message in bytes, from 0 to the pipe's capacity
     * @return the space; null if there is no room
     * @throws PipeClosedException if this end or the other one is closed
     * @throws IllegalArgumentException if the message is larger than the pipe
     */
    public @Nullable PipeClaim tryClaim(int length) {
        Sender to = sending();
        return to.hasRoomFor(length) ? claimed(to, length) : null;
    }

    /**
     * Receives a message. Waits for one.
     *
     * @return the message; null at the end of the stream, that is, if the other end was closed or its process died, and
     *     all of its messages were received
     * @throws InterruptedException if the thread is interrupted, within 250 ms; nothing was received
     */
    public byte @Nullable [] receive() throws InterruptedException {
        return receiving().receive();
    }

    /**
     * Receives a value. Waits for one. A message that the codec cannot decode counts as received, see {@link
     * CodecException#bytes}.
     *
     * @param <T> the type of the value
     * @param codec converts the message to a value
     * @return the value; null at the end of the stream
     * @throws InterruptedException if the thread is interrupted, within 250 ms; nothing was received
     * @throws CodecException if the codec cannot decode the message
     */
    public <T> @Nullable T receive(Codec<T> codec) throws InterruptedException {
        Objects.requireNonNull(codec, "codec");
        byte[] message = receive();
        return message == null ? null : OwnedCodec.decode(codec, message, ownership::where);
    }

    /**
     * Passes a message to a handler in place, without a copy. Waits for one.
     *
     * @param handler gets the message, read-only and big-endian, which is valid during the call only. When the handler
     *     returns or throws, the message counts as received. If the process is killed before, the next owner of this
     *     end gets it again
     * @return false at the end of the stream
     * @throws InterruptedException if the thread is interrupted, within 250 ms; nothing was received
     */
    public boolean receive(Consumer<ByteBuffer> handler) throws InterruptedException {
        Objects.requireNonNull(handler, "handler");
        return receiving().receive(handler, 1) != 0;
    }

    /**
     * Passes all available messages to a handler, like {@link #receive(Consumer)}. Waits for the first one. This is
     * faster for many small messages.
     *
     * @param handler gets each message. If it throws, its message and those before it count as received. If the process
     *     is killed before this method returns, the next owner of this end gets all of them again
     * @param most the maximum number of messages, at least 1
     * @return the number of messages; 0 at the end of the stream
     * @throws InterruptedException if the thread is interrupted, within 250 ms; nothing was received
     * @throws IllegalArgumentException if {@code most} is less than 1
     */
    public int receive(Consumer<ByteBuffer> handler, int most) throws InterruptedException {
        Objects.requireNonNull(handler, "handler");
        if (most < 1) {
            throw new IllegalArgumentException(ownership.where() + " most=" + most + ": it has to be 1 or more");
        }
        return receiving().receive(handler, most);
    }

    /**
     * Tells whether {@code receive} would return at once, with a message or at the end of the stream. The calling
     * thread becomes the receiving thread of this end.
     *
     * @return true if it would
     */
    public boolean poll() {
        return receiving().poll();
    }

    /**
     * Waits until {@code receive} would return at once, for at most the given time.
     *
     * @param timeout the maximum time to wait; zero or less does not wait
     * @return false if the time elapsed first
     * @throws InterruptedException if the thread is interrupted, within 250 ms
     */
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
     * Receives a message like {@link #receive()}, for at most the given time.
     *
     * @param timeout the maximum time to wait; zero or less does not wait
     * @return the message; null at the end of the stream
     * @throws InterruptedException if the thread is interrupted, within 250 ms; nothing was received
     * @throws TimeoutException if the time elapsed first
     */
    public byte @Nullable [] receive(Duration timeout) throws InterruptedException, TimeoutException {
        if (!poll(timeout)) {
            throw new TimeoutException(ownership.where() + ": no message in " + timeout);
        }
        return receive();
    }

    /**
     * Ends the calling thread's role at this end, so that another thread of this process may send or receive. Does
     * nothing for a thread without a role.
     */
    public void handOver() {
        settle();
        endpoints.forEach(Endpoint::leave);
    }

    /**
     * Tells whether this process has the end.
     *
     * @return true from taking the end until closing it
     */
    public boolean isOpen() {
        return ownership.isOpen();
    }

    /**
     * Closes this end: the other one reads the end of the stream. The next owner, by {@link ShmPipe#first} or {@link
     * ShmPipe#second}, receives the messages that were not received. Closing again does nothing.
     */
    @Override
    public synchronized void close() {
        if (!ownership.isHeld()) {
            return;
        }
        settle();
        ownership.close();
        endpoints.forEach(Endpoint::clear);
        wakeAll();
        // Last: should the thread be stopped before, the end can be closed again.
        ownership.leave();
    }

    /** Describes the end and whether this process has it open. Never waits and never throws. */
    @Override
    public String toString() {
        return "PipeEnd[" + ownership.where() + (isOpen() ? ", open]" : ", closed]");
    }

    private void settle() {
        if (in != null) {
            in.settle();
        }
    }

    private Sender sending() {
        if (out == null) {
            ownership.require();
            throw new UnsupportedOperationException(ownership.where() + ": receives only; the pipe is one way");
        }
        return out;
    }

    private Receiver receiving() {
        if (in == null) {
            ownership.require();
            throw new UnsupportedOperationException(ownership.where() + ": sends only; the pipe is one way");
        }
        return in;
    }

    /** Waits for several ends; see {@link ShmPipe#awaitAny}. */
    static boolean awaitAny(List<PipeEnd> ends, long timeoutNs) throws InterruptedException {
        List<WaitingForAny.Wait> waits = new ArrayList<>();
        for (PipeEnd end : ends) {
            waits.add(end.receiving().newWait());
        }
        return WaitingForAny.await(waits, timeoutNs);
    }
}
