package io.interlock.internal.format;

import io.interlock.internal.access.Layout;
import io.interlock.internal.alloc.LogAllocator;

/**
 * The head of a segment: a page run in which a {@link LogAllocator} allocates records one after the other. The holder of the
 * log's lock writes and reads all of it.
 *
 * <pre>
 *  off size field  access
 *    0    4 SIZE   bytes of the segment, a multiple of 4,096
 *    4    4 USED   release; bytes up to the end of the last record
 *    8    4 DEAD   bytes of its records that are not in use
 *   12    4 -      alignment
 *   16    8 NEXT   the log's next segment, or 0
 *   24    8 PREV   the one before, or 0
 *   32    n        records, see {@link RecordLayout}
 * </pre>
 */
public final class SegmentLayout {

    private static final Layout LAYOUT = new Layout();

    public static final int SIZE = LAYOUT.int32();
    public static final int USED = LAYOUT.int32();
    public static final int DEAD = LAYOUT.int32();
    public static final int NEXT = LAYOUT.int64();
    public static final int PREV = LAYOUT.int64();
    public static final int RECORDS = LAYOUT.bytes(0, Long.BYTES);

    private SegmentLayout() {}
}
