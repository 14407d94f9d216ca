package io.interlock.collection;

import java.nio.ByteBuffer;

/**
 * Room in a pipe for one message, which is written there and then committed; from {@link PipeEnd#claim}. Until then nobody sees
 * it, and a death leaves nothing of it.
 */
public final class PipeClaim implements AutoCloseable {

    private final PipeEnd end;
    private final ByteBuffer bytes;

    PipeClaim(PipeEnd end, ByteBuffer bytes) {
        this.end = end;
        this.bytes = bytes;
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
        end.commit(this, length);
    }

    /** Gives the room back; nothing if it was committed. */
    public void abort() {
        end.abort(this);
    }

    /** As {@link #abort}. */
    @Override
    public void close() {
        abort();
    }
}
