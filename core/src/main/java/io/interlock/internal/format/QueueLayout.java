package io.interlock.internal.format;

import io.interlock.collection.ShmQueue;
import io.interlock.internal.access.Layout;
import io.interlock.internal.bias.BiasedLock;
import io.interlock.internal.ring.RingRecord;

/**
 * Shared words of a {@link ShmQueue}.
 *
 * <pre>
 *  off size field       written by        read by      access
 *    0  256 RING        see {@link RingLayout}; on the producer's line PRODUCER, its WAITERS and LAST, on the consumer's
 *                       CONSUMER and the same: two biased locks, see {@link BiasedLock}; pairs [ROLE], [BIAS], [SEAL]
 *  256    4 CLOSED      close, closeNow   any thread   volatile; 0 open, 1 closed for puts, 2 closed now: the elements in the
 *                                                      ring are dropped, and count as done
 *  260    4 NOT_EMPTY   sleepers, wakers  any thread   volatile; pair [SLEEP]
 *  264    4 NOT_FULL    sleepers, wakers  any thread   volatile; pair [SLEEP]
 *  268  116 -           padding to 384
 *  384    8 DONE        taskDone          any thread   CAS / volatile; how often it was called, in the upper 36 bits
 *  392    4 ALL_DONE    sleepers, wakers  any thread   volatile; pair [SLEEP]
 *  396  116 -           padding to 512
 *  512    n RECORDS     producers         consumers    see {@link RingRecord}; pair [PUT]
 * </pre>
 */
public final class QueueLayout {

    private static final Layout LAYOUT = new Layout();

    public static final int RING = LAYOUT.bytes(RingLayout.BYTES, Layout.CACHE_LINE_PAIR);
    public static final int CLOSED = LAYOUT.int32();
    public static final int NOT_EMPTY = LAYOUT.int32();
    public static final int NOT_FULL = LAYOUT.int32();
    public static final int DONE = LAYOUT.bytes(Long.BYTES, Layout.CACHE_LINE_PAIR);
    public static final int ALL_DONE = LAYOUT.int32();
    public static final int RECORDS = LAYOUT.padded();

    /** Values of {@link #CLOSED}. */
    public static final int OPEN = 0;

    public static final int CLOSED_FOR_PUTS = 1;
    public static final int CLOSED_NOW = 2;

    private QueueLayout() {}

    public static int bytes(int capacityBytes) {
        return RECORDS + recordsBytes(capacityBytes);
    }

    public static int recordsBytes(int capacityBytes) {
        return RingLayout.slots(capacityBytes) * RingPosition.SLOT_BYTES;
    }
}
