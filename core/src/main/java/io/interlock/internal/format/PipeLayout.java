package io.interlock.internal.format;

import io.interlock.collection.ShmPipe;
import io.interlock.internal.access.Layout;
import io.interlock.internal.ring.RingRecord;

/**
 * Shared words of a {@link ShmPipe}.
 *
 * <pre>
 *  off size field       written by        read by    access
 *    0  256 TO_SECOND   see {@link RingLayout}: what the first end sends
 *  256    4 NOT_EMPTY   sleepers, wakers  both ends  volatile; pair [SLEEP]
 *  260    4 NOT_FULL    sleepers, wakers  both ends  volatile; pair [SLEEP]
 *  264  120 -           padding to 384
 *  384  384 TO_FIRST    the same, for what the second end sends
 *  768    8 FIRST       first end         both ends  CAS / volatile; 0 nobody yet; owner word of a process; CLOSED; pair [END]
 *  776  120 -           padding to 896
 *  896    8 SECOND      second end        both ends  the same
 *  904  120 -           padding to 1,024
 * 1024    n RECORDS     to the second end; then, unless the pipe is one way, as many to the first; see {@link RingRecord}
 * </pre>
 */
public final class PipeLayout {

    /** An owner word whose slot number no thread has, so that it always reads as dead. */
    public static final long CLOSED = 0xFFFF;

    private static final Layout LAYOUT = new Layout();

    public static final int TO_SECOND = LAYOUT.bytes(RingLayout.BYTES, Layout.CACHE_LINE_PAIR);
    private static final int WAITERS = LAYOUT.bytes(2 * Integer.BYTES, Layout.CACHE_LINE_PAIR);
    public static final int TO_FIRST = LAYOUT.bytes(RingLayout.BYTES, Layout.CACHE_LINE_PAIR);
    private static final int TO_FIRST_WAITERS = LAYOUT.bytes(2 * Integer.BYTES, Layout.CACHE_LINE_PAIR);
    public static final int FIRST = LAYOUT.bytes(Long.BYTES, Layout.CACHE_LINE_PAIR);
    public static final int SECOND = LAYOUT.bytes(Long.BYTES, Layout.CACHE_LINE_PAIR);
    static final int RECORDS = LAYOUT.padded();

    private PipeLayout() {}

    /** For a direction, {@link #TO_SECOND} or {@link #TO_FIRST}. */
    public static int notEmpty(int direction) {
        return direction == TO_SECOND ? WAITERS : TO_FIRST_WAITERS;
    }

    public static int notFull(int direction) {
        return notEmpty(direction) + Integer.BYTES;
    }

    public static int records(int direction, int capacityBytes) {
        return direction == TO_SECOND ? RECORDS : RECORDS + recordsBytes(capacityBytes);
    }

    /** So many that the other direction's begin on a cache line of their own. */
    public static int recordsBytes(int capacityBytes) {
        return (int)
                Layout.align((long) RingLayout.slots(capacityBytes) * RingPosition.SLOT_BYTES, Layout.CACHE_LINE_PAIR);
    }

    public static int bytes(int capacityBytes, boolean oneWay) {
        return RECORDS + recordsBytes(capacityBytes) * (oneWay ? 1 : 2);
    }
}
