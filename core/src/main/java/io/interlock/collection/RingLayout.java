package io.interlock.collection;

import io.interlock.memory.EntryLayout;
import io.interlock.memory.Layout;

/**
 * Shared words of a {@link Ring}.
 *
 * <pre>
 *  off size field      written by          read by             access
 *    0   16 -          what the ring's user keeps on the producer's line
 *   16    8 TAIL       producer            producer, lookers   opaque / volatile; a {@link Place}, at most one record late
 *   24    8 HEAD_SEEN  producer            producer            plain; an earlier HEAD
 *   32   96 -          padding to 128
 *  128   16 -          what the ring's user keeps on the consumer's line
 *  144    8 HEAD       consumer            producer, lookers   release / acquire; a {@link Place}; pair [TAKEN]
 *  152  104 -          padding to 256
 * </pre>
 *
 * The records are elsewhere, see {@link RingRecord}.
 */
final class RingLayout {

    private static final Layout LAYOUT = new Layout();

    static final int PRODUCER = LAYOUT.bytes(2 * Long.BYTES, Layout.CACHE_LINE_PAIR);
    static final int TAIL = LAYOUT.int64();
    static final int HEAD_SEEN = LAYOUT.int64();
    static final int CONSUMER = LAYOUT.bytes(2 * Long.BYTES, Layout.CACHE_LINE_PAIR);
    static final int HEAD = LAYOUT.int64();
    static final int BYTES = LAYOUT.padded();

    /** One unit for the record's first word, one that stays free: the first word of the next record is always there. */
    private static final int MORE_UNITS = 2;

    private static final int MOST_UNITS = 1 << 27;

    /** What a body has besides two rings, and more. */
    private static final int OTHER_BYTES = 4 * 1024;

    private static final int MOST_CAPACITY_BYTES =
            Math.min((EntryLayout.MAX_BODY_BYTES - OTHER_BYTES) / 2, (MOST_UNITS - MORE_UNITS) * Place.UNIT);

    private RingLayout() {}

    static boolean isPossible(int capacityBytes) {
        return capacityBytes >= 1 && capacityBytes <= MOST_CAPACITY_BYTES;
    }

    /** How many units a ring has in which one record of {@code capacityBytes} fits. */
    static int units(int capacityBytes) {
        if (!isPossible(capacityBytes)) {
            throw new IllegalArgumentException(
                    "capacity=" + capacityBytes + " bytes: must be from 1 to " + MOST_CAPACITY_BYTES);
        }
        return (capacityBytes + Place.UNIT - 1) / Place.UNIT + MORE_UNITS;
    }

    /** The longest record that fits. */
    static int longest(int units) {
        return (units - MORE_UNITS) * Place.UNIT;
    }
}
