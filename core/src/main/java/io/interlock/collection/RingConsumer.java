package io.interlock.collection;

import io.interlock.memory.MappedMemory;
import java.nio.ByteBuffer;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The consuming side of a {@link Ring}, as this process knows it: where the oldest record is. So a look for a record reads one
 * word. What is known holds for as long as nobody else consumes; after that, {@link #lookAgain}.
 */
final class RingConsumer {

    private final Ring ring;
    private final MappedMemory records;

    /** The oldest record, a {@link Place} and an offset. */
    private long head;

    private int headAt;

    RingConsumer(Ring ring) {
        this.ring = ring;
        this.records = ring.records();
    }

    /** Somebody else may have consumed meanwhile. */
    void lookAgain() {
        moveTo(ring.head());
    }

    private void moveTo(long place) {
        head = place;
        headAt = ring.offset(place);
    }

    /** True if there is a record, or the memory is damaged, which {@link #take} will find. */
    boolean isReadable() {
        return ring.isRecord(word());
    }

    private long word() {
        // [PUT] acquire: with the word the bytes are seen.
        return records.getLongAcquire(headAt);
    }

    /** Takes the oldest record away; null if there is none. */
    byte @Nullable [] take() {
        long word = word();
        byte[] bytes = ring.read(headAt, word);
        if (bytes != null) {
            passTo(ring.behind(head, RingRecord.units(bytes.length)));
        }
        return bytes;
    }

    /**
     * Has up to so many records handled in place: read-only and in big-endian order, in the ring itself if their bytes lie side
     * by side. When the handler throws, what it was given is taken, and what was before.
     *
     * @return how many
     */
    int handle(Consumer<ByteBuffer> handler, int most) {
        long begin = head;
        long place = begin;
        int at = headAt;
        int handled = 0;
        try {
            while (handled < most) {
                // [PUT] acquire: with the word the bytes are seen.
                long word = records.getLongAcquire(at);
                if (!ring.isRecord(word)) {
                    break;
                }
                int length = ring.requireLength(at, word);
                place = ring.behind(place, RingRecord.units(length));
                ring.requireOneRound(begin, place);
                handled++;
                if (ring.isWhole(at, length)) {
                    handler.accept(records.view(ring.bytesAt(at), length));
                } else {
                    handler.accept(ring.copy(at, length));
                }
                at = ring.offset(place);
            }
        } finally {
            if (place != begin) {
                passTo(place);
            }
        }
        return handled;
    }

    private void passTo(long place) {
        ring.passTo(place);
        moveTo(place);
    }
}
