package io.interlock.collection;

import io.interlock.memory.Layout;
import io.interlock.memory.MappedMemory;
import java.nio.ByteBuffer;
import java.util.List;
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
        // The record's second line comes along with its first: whoever reads it would wait for one after the other.
        int second = headAt + Layout.CACHE_LINE;
        records.prefetch(second < records.size() ? second : 0);
        return ring.isRecord(word());
    }

    private long word() {
        // [PUT] acquire: with the word the bytes are seen.
        return records.getLongAcquire(headAt);
    }

    /** The oldest record, which stays; null if there is none. */
    byte @Nullable [] first() {
        return ring.read(headAt, word());
    }

    /** Takes the oldest record away; null if there is none. */
    byte @Nullable [] take() {
        byte[] bytes = first();
        if (bytes != null) {
            passTo(ring.behind(head, RingRecord.units(bytes.length)));
        }
        return bytes;
    }

    /** Takes up to so many records away, by one store. */
    void takeAll(List<byte[]> into, int most) {
        long begin = head;
        long place = begin;
        for (int taken = 0; taken < most; taken++) {
            int at = ring.offset(place);
            int length = lengthAt(at);
            if (length < 0) {
                break;
            }
            place = behind(begin, place, length);
            into.add(ring.bytes(at, length));
        }
        if (place != begin) {
            passTo(place);
        }
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
        int handled = 0;
        try {
            while (handled < most) {
                int at = ring.offset(place);
                int length = lengthAt(at);
                if (length < 0) {
                    break;
                }
                place = behind(begin, place, length);
                handled++;
                if (ring.isWhole(at, length)) {
                    handler.accept(records.view(ring.bytesAt(at), length));
                } else {
                    handler.accept(ring.copy(at, length));
                }
            }
        } finally {
            if (place != begin) {
                passTo(place);
            }
        }
        return handled;
    }

    /** The length of the record at this offset; negative if there is none. */
    private int lengthAt(int at) {
        // [PUT] acquire: with the word the bytes are seen.
        long word = records.getLongAcquire(at);
        return ring.isRecord(word) ? ring.requireLength(at, word) : -1;
    }

    /** The place behind a record, on a walk that began not more than a round before. */
    private long behind(long begin, long place, int length) {
        long next = ring.behind(place, RingRecord.units(length));
        ring.requireOneRound(begin, next);
        return next;
    }

    private void passTo(long place) {
        int at = ring.offset(place);
        ring.passTo(place);
        // Fields, not calls: should one run out of stack here, the record would be given out again.
        head = place;
        headAt = at;
    }
}
