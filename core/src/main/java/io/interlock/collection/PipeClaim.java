package io.interlock.collection;

import io.interlock.memory.MappedMemory;
import java.nio.ByteBuffer;
import java.util.Objects;

/**
 * Space in a pipe for one message, which the sender fills in place and then commits. Obtained from {@link
 * PipeEnd#claim}. The receiver sees nothing before the commit. If the process dies before, the message does not exist.
 *
 * <pre>{@code
 * try (PipeEnd end = region.pipe("pipe", 1 << 16).first();
 *         PipeClaim claim = end.claim(16)) {
 *     claim.bytes().putLong(1).putLong(2);
 *     claim.commit(); // without it, close() discards the message
 * }
 * }</pre>
 *
 * <p>A claim belongs to the thread that sends at its end.
 */
public final class PipeClaim implements AutoCloseable {

    private final PipeSending sending;
    private final RingProducer ring;
    private final long number;
    private final MappedMemory memory;
    private final ByteBuffer bytes;

    /** Claims {@code length} bytes of the ring, which has room for them. */
    PipeClaim(PipeSending sending, RingProducer ring, int length) {
        this.sending = sending;
        this.ring = ring;
        this.memory = ring.claimed(length);
        this.bytes = memory.writable(ring.claimedAt(length), length);
        this.number = ring.claim();
    }

    /**
     * Returns the memory of the message, big-endian and with arbitrary content. It must not be used after a commit or
     * abort.
     *
     * @return a buffer with the claimed capacity
     */
    public ByteBuffer bytes() {
        return bytes;
    }

    /**
     * Sends the whole message.
     *
     * @throws IllegalStateException if the claim was already committed or aborted
     */
    public void commit() {
        commit(bytes.capacity());
    }

    /**
     * Sends the first {@code length} bytes as the message.
     *
     * @param length from 0 to the claimed length
     * @throws IllegalStateException if the claim was already committed or aborted
     * @throws IndexOutOfBoundsException if the length is out of range
     */
    public void commit(int length) {
        sending.enterCommit(number);
        Objects.checkFromIndexSize(0, length, bytes.capacity());
        ring.commit(memory, length);
        sending.committed();
    }

    /** Discards the message and releases the space. Does nothing after a commit. */
    public void abort() {
        ring.abort(number);
    }

    /** Discards the message unless it was committed, like {@link #abort}. */
    @Override
    public void close() {
        abort();
    }
}
