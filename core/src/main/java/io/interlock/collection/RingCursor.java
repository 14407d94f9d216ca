package io.interlock.collection;

import org.jspecify.annotations.Nullable;

/**
 * Walks over the records of a ring while they are taken and added. It reads first and looks then whether the consumer has
 * passed meanwhile, so that what it has read may be anything; then it goes on where the consumer is.
 */
final class RingCursor {

    /** No {@link Place}: it has more units than a ring can have. */
    private static final long NONE = -1;

    private final Ring ring;
    private long place;

    /** Where the walk ends, at the latest. */
    private long end = NONE;

    RingCursor(Ring ring) {
        this.ring = ring;
        this.place = ring.head();
    }

    /** A walk over the records that are there now: without an end of its own it could go on for ever beside a fast producer. */
    static RingCursor toNow(Ring ring) {
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
    byte @Nullable [] next() {
        while (end == NONE || Place.recordsBetween(place, end) > 0) {
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
