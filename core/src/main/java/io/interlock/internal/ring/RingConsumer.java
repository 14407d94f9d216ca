package io.interlock.internal.ring;

import io.interlock.internal.access.Layout;
import io.interlock.internal.access.MappedMemory;
import io.interlock.internal.format.RingPosition;
import java.nio.ByteBuffer;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The consuming side of a {@link Ring}, as this process knows it: where the oldest record is. So a look for a record reads one
 * word. What is known holds for as long as nobody else consumes; after that, {@link #lookAgain}.
 */
public final class RingConsumer {

    private final Ring ring;
    private final MappedMemory records;

    /** The oldest record, a {@link RingPosition} and an offset. */
    private long head;

    private int headAt;

    /** Read without a lock, but compared only with the reading thread, which has then written it itself. */
    private @Nullable Thread lentTo;

    /** The position after the record that a handler was given last. */
    private long lentUntil;

    public RingConsumer(Ring ring) {
        this.ring = ring;
        this.records = ring.records();
    }

    /** Somebody else may have consumed meanwhile. */
    public void lookAgain() {
        moveTo(ring.head());
    }

    private void moveTo(long position) {
        head = position;
        headAt = ring.offset(position);
    }

    /** True if there is a record, or the memory is damaged, which {@link #take} will find. */
    public boolean isReadable() {
        // The record's second line comes along with its first: a reader would wait for one after the other.
        int second = headAt + Layout.CACHE_LINE;
        records.prefetch(second < records.size() ? second : 0);
        return ring.isRecord(word());
    }

    private long word() {
        // [PUT] acquire: with the word the bytes are seen.
        return records.getLongAcquire(headAt);
    }

    /** The oldest record, which stays; null if there is none. */
    private byte @Nullable [] first() {
        return ring.read(headAt, word());
    }

    /** Takes the oldest record away; null if there is none. */
    public byte @Nullable [] take() {
        byte[] bytes = first();
        if (bytes != null) {
            passTo(ring.advance(head, RingRecord.slots(bytes.length)));
        }
        return bytes;
    }

    /**
     * Hands up to {@code max} records to a receiver, then takes those away, by one store, that it has accepted. When the receiver
     * throws, the record that it was given stays, and so do those after it.
     *
     * @return how many were taken
     */
    public int takeEach(Consumer<byte[]> receiver, int max) {
        long begin = head;
        long position = begin;
        int taken = 0;
        Thread borrower = Thread.currentThread();
        lentTo = borrower;
        try {
            while (taken < max) {
                int at = ring.offset(position);
                int length = lengthAt(at);
                if (length < 0) {
                    break;
                }
                long next = advance(begin, position, length);
                receiver.accept(ring.bytes(at, length));
                position = next;
                taken++;
            }
        } finally {
            if (lentTo == borrower) {
                // Before any call: a stack that has overflowed in the user's code may have no room for one.
                lentTo = null;
                if (position != begin) {
                    passTo(position);
                }
            }
        }
        return taken;
    }

    /**
     * Has up to {@code max} records handled in place: read-only and in big-endian order, in the ring itself if their bytes lie side
     * by side. When the handler throws, what it was given is taken, and what was before. It ends early after {@link #settle}.
     *
     * @return how many
     */
    public int handle(Consumer<ByteBuffer> handler, int max) {
        long begin = head;
        long position = begin;
        int handled = 0;
        Thread borrower = Thread.currentThread();
        lentTo = borrower;
        try {
            do {
                int at = ring.offset(position);
                int length = lengthAt(at);
                if (length < 0) {
                    break;
                }
                position = advance(begin, position, length);
                lentUntil = position;
                handled++;
                if (ring.isWhole(at, length)) {
                    handler.accept(records.view(ring.bytesAt(at), length));
                } else {
                    handler.accept(ring.copy(at, length));
                }
            } while (handled < max && isLentToCaller());
        } finally {
            if (lentTo == borrower) {
                // Before any call: a stack that has overflowed in the user's code may have no room for one.
                lentTo = null;
                if (position != begin) {
                    passTo(position);
                }
            }
        }
        return handled;
    }

    /** By the handler's thread, before it gives up its right to consume: takes away all records that the handler was given. */
    public void settle() {
        if (isLentToCaller()) {
            lentTo = null;
            passTo(lentUntil);
        }
    }

    /** True while the calling thread runs code of the user's on records that it has not yet taken away. */
    public boolean isLentToCaller() {
        Thread borrower = lentTo;
        return borrower != null && borrower == Thread.currentThread();
    }

    /** The length of the record at this offset; negative if there is none. */
    private int lengthAt(int at) {
        // [PUT] acquire: with the word the bytes are seen.
        long word = records.getLongAcquire(at);
        return ring.isRecord(word) ? ring.requireLength(at, word) : -1;
    }

    /** The position after a record, on a walk that began not more than a round before. */
    private long advance(long begin, long position, int length) {
        long next = ring.advance(position, RingRecord.slots(length));
        ring.requireOneRound(begin, next);
        return next;
    }

    private void passTo(long position) {
        int at = ring.offset(position);
        ring.passTo(position);
        // Fields, not calls: should one run out of stack here, the record would be given out again.
        head = position;
        headAt = at;
    }
}
