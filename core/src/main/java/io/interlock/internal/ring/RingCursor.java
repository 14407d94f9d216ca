package io.interlock.internal.ring;

import io.interlock.internal.format.RingPosition;
import org.jspecify.annotations.Nullable;

/**
 * Walks over the records of a ring while they are taken and added. It reads first and looks then whether the consumer has
 * passed meanwhile, so that what it has read may be anything; then it goes on where the consumer is.
 */
public final class RingCursor {

    /** No {@link RingPosition}: it has more slots than a ring can have. */
    private static final long NONE = -1;

    private final Ring ring;
    private long position;

    /** Where the walk ends, at the latest. */
    private long end = NONE;

    public RingCursor(Ring ring) {
        this.ring = ring;
        this.position = ring.head();
    }

    /** A walk over the records that are there now: without an end of its own it could go on for ever beside a fast producer. */
    public static RingCursor toNow(Ring ring) {
        for (; ; ) {
            RingCursor cursor = new RingCursor(ring);
            cursor.end = ring.end();
            if (ring.head() == cursor.position) {
                ring.requireOneRound(cursor.position, cursor.end);
                return cursor;
            }
            Thread.onSpinWait();
        }
    }

    /** The next record's bytes; null if there is none now. */
    public byte @Nullable [] next() {
        while (end == NONE || RingPosition.recordsBetween(position, end) > 0) {
            long word = ring.word(position);
            if (ring.isStillThere(position)) {
                byte[] bytes = ring.read(ring.offset(position), word);
                if (ring.isStillThere(position)) {
                    if (bytes != null) {
                        position = ring.advance(position, word);
                    }
                    return bytes;
                }
            }
            position = ring.head();
        }
        return null;
    }
}
