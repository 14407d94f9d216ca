package io.interlock.internal.format;

import io.interlock.internal.access.Layout;
import io.interlock.sync.ShmBarrier;

/**
 * Shared words of a {@link ShmBarrier}.
 *
 * <pre>
 *  off size field      written by                read by     access
 *    0    8 STATE      holder of MUTEX           any thread  volatile; pairs [BARRIER] and [SLEEP]
 *    8    4 WAITERS    waiting loop, last party  any thread  volatile; pair [SLEEP]
 *   12    4 -          alignment
 *   16  104 BROKEN     holder of MUTEX           any thread  volatile; 13 numbers: 1 + a generation that ended broken, or 0
 *  120    8 -          padding to 128
 *  128  128 MUTEX      see {@link LockLayout}; guards all changes
 *  256    n PARTIES    holder of MUTEX           any thread  volatile; 2 x parties owner words: the processes that
 *                                                            arrived in this generation, and in the one before
 * </pre>
 */
public final class BarrierLayout {

    /** How many broken generations are remembered: as many as fit there. */
    public static final int REMEMBERED = 13;

    private static final Layout LAYOUT = new Layout();

    public static final int STATE = LAYOUT.int64();
    public static final int WAITERS = LAYOUT.int32();
    static final int BROKEN = LAYOUT.bytes(REMEMBERED * Long.BYTES, Long.BYTES);
    public static final int MUTEX = LAYOUT.bytes(LockLayout.BYTES, Layout.CACHE_LINE_PAIR);
    private static final int PARTIES = LAYOUT.bytes(0, Layout.CACHE_LINE_PAIR);

    private BarrierLayout() {}

    public static int bytes(int parties) {
        return PARTIES + 2 * parties * Long.BYTES;
    }

    public static int broken(int index) {
        return BROKEN + index * Long.BYTES;
    }

    /** Where the process stands that arrived as number {@code index}; a generation and the next have different places. */
    public static int party(long generation, int index, int parties) {
        return PARTIES + ((int) (generation & 1) * parties + index) * Long.BYTES;
    }
}
