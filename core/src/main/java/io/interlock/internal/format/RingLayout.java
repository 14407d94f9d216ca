package io.interlock.internal.format;

import io.interlock.internal.access.Layout;
import io.interlock.internal.ring.Ring;
import io.interlock.internal.ring.RingRecord;

/**
 * Shared words of a {@link Ring}.
 *
 * <pre>
 *  off size field      written by          read by             access
 *    0   16 -          what the ring's user keeps on the producer's line
 *   16    8 TAIL       producer            producer, lookers   opaque / volatile; a {@link RingPosition}, at most one record late
 *   24    8 HEAD_SEEN  producer            producer            plain; an earlier HEAD
 *   32   96 -          padding to 128
 *  128   16 -          what the ring's user keeps on the consumer's line
 *  144    8 HEAD       consumer            producer, lookers   release / acquire; a {@link RingPosition}; pair [TAKEN]
 *  152  104 -          padding to 256
 * </pre>
 *
 * The records are elsewhere, see {@link RingRecord}.
 */
public final class RingLayout {

    private static final Layout LAYOUT = new Layout();

    public static final int PRODUCER = LAYOUT.bytes(2 * Long.BYTES, Layout.CACHE_LINE_PAIR);
    public static final int TAIL = LAYOUT.int64();
    public static final int HEAD_SEEN = LAYOUT.int64();
    public static final int CONSUMER = LAYOUT.bytes(2 * Long.BYTES, Layout.CACHE_LINE_PAIR);
    public static final int HEAD = LAYOUT.int64();
    public static final int BYTES = LAYOUT.padded();

    /** One for the record's first word, and one that stays free: the ring always has the first word of the next record. */
    private static final int EXTRA_SLOTS = 2;

    private static final int MAX_SLOTS = 1 << 27;

    /** What a body has besides two rings, and more. */
    private static final int OTHER_BYTES = 4 * 1024;

    private static final int MAX_CAPACITY_BYTES = Math.min(
            (EntryLayout.MAX_BODY_BYTES - OTHER_BYTES) / 2, (MAX_SLOTS - EXTRA_SLOTS) * RingPosition.SLOT_BYTES);

    private RingLayout() {}

    public static boolean isPossible(int capacityBytes) {
        return capacityBytes >= 1 && capacityBytes <= MAX_CAPACITY_BYTES;
    }

    /** The number of slots of a ring into which one record of {@code capacityBytes} fits. */
    public static int slots(int capacityBytes) {
        if (!isPossible(capacityBytes)) {
            throw new IllegalArgumentException(
                    "capacity=" + capacityBytes + " bytes: must be from 1 to " + MAX_CAPACITY_BYTES);
        }
        return (capacityBytes + RingPosition.SLOT_BYTES - 1) / RingPosition.SLOT_BYTES + EXTRA_SLOTS;
    }

    /** The longest record that fits. */
    public static int longest(int slots) {
        return (slots - EXTRA_SLOTS) * RingPosition.SLOT_BYTES;
    }
}
