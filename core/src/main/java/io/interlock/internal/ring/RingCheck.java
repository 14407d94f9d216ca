package io.interlock.internal.ring;

import io.interlock.internal.format.RingPosition;
import java.util.Optional;

/**
 * Whether a ring is whole: each record from HEAD on has a length that it can have, and where they end, TAIL is, or is one record
 * late. It holds no lock, and others use the ring: what was seen while HEAD or TAIL moved counts for nothing, and is looked at again.
 */
public final class RingCheck {

    /** A ring that is never still for the time of a look is at least one that is used. */
    private static final int MAX_LOOKS = 1_000;

    private final Ring ring;
    private final int slots;

    /** @param slots of the ring */
    public RingCheck(Ring ring, int slots) {
        this.ring = ring;
        this.slots = slots;
    }

    /**
     * What is wrong; empty if nothing is.
     *
     * @throws io.interlock.RegionFormatException if it cannot be read
     */
    public Optional<String> run() {
        for (int looks = 0; looks < MAX_LOOKS; looks++) {
            long head = ring.head();
            long end = ring.end();
            Optional<String> problem = look(head, end);
            if (head == ring.head() && end == ring.end()) {
                return problem;
            }
            Thread.onSpinWait();
        }
        return Optional.empty();
    }

    private Optional<String> look(long head, long end) {
        long position = head;
        long used = 0;
        for (long word = ring.word(position); RingRecord.isCommitted(word); word = ring.word(position)) {
            if (RingRecord.length(word) < 0 || RingRecord.length(word) > ring.longest()) {
                return Optional.of("record=0x" + Long.toHexString(word) + " longest=" + ring.longest());
            }
            used += RingRecord.slots(RingRecord.length(word));
            if (used >= slots) {
                return Optional.of("slots in use=" + used + " of " + slots);
            }
            position = ring.advance(position, word);
        }
        long last = ring.word(position);
        if (last != RingRecord.EMPTY && last != RingRecord.END) {
            return Optional.of("record=0x" + Long.toHexString(last));
        }
        return position == end
                ? Optional.empty()
                : Optional.of("records=" + RingPosition.recordsBetween(head, position) + " by their words, "
                        + RingPosition.recordsBetween(head, end) + " by HEAD and TAIL");
    }
}
