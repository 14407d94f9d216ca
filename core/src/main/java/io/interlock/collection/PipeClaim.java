package io.interlock.collection;

import io.interlock.internal.access.MappedMemory;
import io.interlock.internal.pipe.Sender;
import io.interlock.internal.ring.RingProducer;
import java.nio.ByteBuffer;
import java.util.Objects;

/**
 * Room in a pipe for one message, which is written there and then committed; from {@link PipeEnd#claim}. Until then nobody sees
 * it, and a death leaves nothing of it.
 */
public final class PipeClaim implements AutoCloseable {

    private final Sender sending;
    private final RingProducer ring;
    private final long number;
    private final MappedMemory memory;
    private final ByteBuffer bytes;

    /** @param ring has room for so many bytes */
    PipeClaim(Sender sending, RingProducer ring, int length) {
        this.sending = sending;
        this.ring = ring;
        this.memory = ring.claimed(length);
        this.bytes = memory.writable(ring.claimedAt(length), length);
        this.number = ring.claim();
    }

    /** The message's memory, in big-endian order, with anything in it; not to be used after commit or abort. */
    public ByteBuffer bytes() {
        return bytes;
    }

    /** Sends all of it. */
    public void commit() {
        commit(bytes.capacity());
    }

    /** Sends the first {@code length} bytes. */
    public void commit(int length) {
        sending.enterCommit(number);
        Objects.checkFromIndexSize(0, length, bytes.capacity());
        ring.commit(memory, length);
        sending.committed();
    }

    /** Gives the room back; nothing if it was committed. */
    public void abort() {
        ring.abort(number);
    }

    /** As {@link #abort}. */
    @Override
    public void close() {
        abort();
    }
}
