package io.interlock.collection;

import org.jspecify.annotations.Nullable;

/**
 * Walks over the records of a ring while they are taken and added. It reads first and looks then whether the consumer has
 * passed meanwhile, so that what it has read may be anything; then it goes on where the consumer is.
 */
final class RingCursor {

    private final Ring ring;
    private long place;

    RingCursor(Ring ring) {
        this.ring = ring;
        this.place = ring.head();
    }

    /** The next record's bytes; null if there is none now. */
    byte @Nullable [] next() {
        for (; ; ) {
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
    }
}
