package io.interlock.internal.format;

import io.interlock.internal.access.Layout;
import io.interlock.sync.ShmBoundedSemaphore;

/**
 * Shared words of a {@link ShmBoundedSemaphore}. It begins as one that is not bounded; what follows is there only where the
 * permits of a dead process return, and then there is no COUNT.
 *
 * <pre>
 *  off size field      written by              read by     access
 *    0  128 COUNT, WAITERS                                 see {@link CountLayout}
 *  128  128 MUTEX      see {@link LockLayout}; guards all changes of the cells
 *  256 4096 CELLS      256 of 16 bytes, one for each process that has permits
 *   +0    8 OWNER      holder of MUTEX         any thread  release / volatile; the process, or 0
 *   +8    8 HELD       holder of MUTEX         any thread  volatile; pair [COUNT]; how many it has
 * </pre>
 */
public final class BoundedLayout {

    /** How many processes can have permits at once. */
    public static final int CELLS = 256;

    private static final int CELL_BYTES = 16;
    private static final Layout LAYOUT = new Layout();

    /** Where the plain form begins, and the other too. */
    private static final int COUNT = LAYOUT.bytes(CountLayout.BYTES, Layout.CACHE_LINE_PAIR);

    public static final int MUTEX = LAYOUT.bytes(LockLayout.BYTES, Layout.CACHE_LINE_PAIR);
    private static final int FIRST_CELL = LAYOUT.bytes(CELLS * CELL_BYTES, Layout.CACHE_LINE_PAIR);

    public static final int BYTES_OWNING = LAYOUT.padded();
    public static final int BYTES_COUNTING = COUNT + CountLayout.BYTES;

    private BoundedLayout() {}

    public static int owner(int cell) {
        return FIRST_CELL + cell * CELL_BYTES;
    }

    public static int held(int cell) {
        return owner(cell) + Long.BYTES;
    }
}
