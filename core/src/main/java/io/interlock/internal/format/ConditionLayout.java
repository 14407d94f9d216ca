package io.interlock.internal.format;

import io.interlock.internal.access.Layout;
import io.interlock.sync.ShmCondition;

/**
 * Shared words of a {@link ShmCondition}. What the lock's holder writes is guarded by that lock.
 *
 * <pre>
 *  off size field      written by            read by           access
 *    0    8 ARRIVED    holder                holder            plain; the next ticket
 *    8    8 BASE       holder                holder, waiters   opaque; tickets below it are gone
 *   16  112 -          padding to 128
 *  128    8 HEAD       holder                waiters           release / volatile; pair [SIGNAL]; tickets below it may go
 *  136  120 -          padding to 256
 *  256    n CELLS      512 of 16 bytes: ticket t's is number t mod 512
 *   +0    8 OWNER      holder                holder, waiters   opaque; the ticket's waiter, or 0
 *   +8    4 WAITERS    that waiter, wakers   wakers            volatile; pair [SLEEP]
 *  +12    4 -          alignment
 * </pre>
 *
 * HEAD has a cache line of its own, as waiters spin on it while the holder writes the others: with all three in one, a
 * hand-over takes a third longer ({@code ConditionBenchmark.handOff}).
 */
public final class ConditionLayout {

    /** How many tickets may be out at once. */
    public static final int CELLS = 512;

    private static final Layout LAYOUT = new Layout();

    public static final int ARRIVED = LAYOUT.int64();
    public static final int BASE = LAYOUT.int64();
    public static final int HEAD = LAYOUT.bytes(Long.BYTES, Layout.CACHE_LINE_PAIR);

    private static final int CELL_BYTES = 16;
    private static final int FIRST_CELL = LAYOUT.bytes(CELLS * CELL_BYTES, Layout.CACHE_LINE_PAIR);

    public static final int BYTES = LAYOUT.padded();

    private ConditionLayout() {}

    /** Where the owner word of this ticket stands. */
    public static int owner(long ticket) {
        return FIRST_CELL + (int) Math.floorMod(ticket, (long) CELLS) * CELL_BYTES;
    }

    /** Where the WAITERS word of this ticket stands. */
    public static int waiters(long ticket) {
        return owner(ticket) + Long.BYTES;
    }
}
