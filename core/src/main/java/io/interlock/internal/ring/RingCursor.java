package io.interlock.internal.ring;

import io.interlock.internal.format.RingPosition;
import org.jspecify.annotations.Nullable;

/**
 * Walks over the records of a ring while they are taken and added. It reads first and looks then whether the consumer has
 * passed meanwhile, so that what it has read may be anything; then it goes on where the consumer is.
 */
public final class RingCursor {

    /** No {@link RingPosition}: it has more units than a ring can have. */
    private static final long NONE = -1;

    private final Ring ring;
    private long place;

    /** Where the walk ends, at the latest. */
    private long end = NONE;

    public RingCursor(Ring ring) {
        this.ring = ring;
        this.place = ring.head();
    }

    /** A walk over the records that are there now: without an end of its own it could go on for ever beside a fast producer. */
    public static RingCursor toNow(Ring ring) {
        for (; ; ) {
            RingCursor cursor = new RingCursor(ring);
            cursor.end = ring.end();
            if (ring.head() == cursor.place) {
                ring.requireOneRound(cursor.place, cursor.end);
                return cursor;
            }
            Thread.onSpinWait();
        }
    }

    /** The next record's bytes; null if there is none now. */
    public byte @Nullable [] next() {
        while (end == NONE || RingPosition.recordsBetween(place, end) > 0) {
            long word = ring.word(place);
            if (ring.isStillThere(place)) {
                byte[] bytes = ring.read(ring.offset(place), word);
                if (ring.isStillThere(place)) {
                    if (bytes != null) {
                        place = ring.behind(place, word);
                    }
                    return bytes;
                }
            }
            place = ring.head();
        }
        return null;
    }
}
