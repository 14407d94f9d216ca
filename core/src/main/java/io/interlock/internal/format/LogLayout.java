package io.interlock.internal.format;

import io.interlock.internal.access.Layout;
import io.interlock.internal.alloc.LogAllocator;

/**
 * The words of a {@link LogAllocator}, and of the structure that lives in it: a stripe of a map, or a list.
 *
 * <pre>
 *  off size field      written by       read by      access
 *    0   24 LOCK       a {@code InternalMutex}; guards all that follows
 *   24    8 REPAIRED   holder           holder       the take-over of LOCK for which the log was last repaired
 *   32    8 COUNT      holder           any thread   plain / opaque; elements
 *   40    8 RECYCLED   holder           holder       of a map: a replaced record that will be rewritten, or 0
 *   48    8 CURRENT    holder           holder       the segment in which records are allocated, or 0
 *   56    8 GARBAGE    holder           holder       bytes of records that are neither in use nor RECYCLED
 *   64    8 FILLED     holder           holder       of a map's table: slots that are not empty
 *   72    8 SEGMENTS   holder           holder       first segment, or 0; see {@link SegmentLayout}
 *   80    8 CAPACITY   holder           holder       bytes of all segments
 *   88   40 -          padding
 *  128    8 EPOCH        holder           any thread   [REUSE] volatile; raised before memory is released that readers may see
 *  136    8 ROOT       holder           any thread   [ROOT] release / acquire; refers to the table, 0: empty
 *  144  112 -          padding to 256
 * </pre>
 *
 * <p>What readers read is on cache lines of its own, which change rarely. What a writer needs to replace an entry by one of the
 * same size is on one line with the lock.
 */
public final class LogLayout {

    private static final Layout LAYOUT = new Layout();

    static final int LOCK = LAYOUT.bytes(LockLayout.WORDS, Layout.CACHE_LINE_PAIR);
    public static final int REPAIRED = LAYOUT.int64();
    public static final int COUNT = LAYOUT.int64();
    public static final int RECYCLED = LAYOUT.int64();
    public static final int CURRENT = LAYOUT.int64();
    public static final int GARBAGE = LAYOUT.int64();
    public static final int FILLED = LAYOUT.int64();
    public static final int SEGMENTS = LAYOUT.int64();
    public static final int CAPACITY = LAYOUT.int64();
    public static final int EPOCH = LAYOUT.bytes(Long.BYTES, Layout.CACHE_LINE_PAIR);
    public static final int ROOT = LAYOUT.int64();
    public static final int BYTES = LAYOUT.padded();

    private LogLayout() {}
}
