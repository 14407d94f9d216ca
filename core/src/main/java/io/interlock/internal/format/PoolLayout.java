package io.interlock.internal.format;

import io.interlock.internal.access.Layout;
import io.interlock.internal.lock.InternalMutex;
import io.interlock.internal.pages.PageAllocator;

/**
 * The words of {@link PageAllocator} in the region's header.
 *
 * <pre>
 *  off size field        written by        read by         access
 *    0  128 LOCK         a {@link InternalMutex}; guards the words below and the page table
 *  128  128 COMPACTION   a {@link InternalMutex}; held while room is made in a full region
 *  256    8 PAGES        holder of LOCK    any thread      [POOL] volatile; pages that the pool has, used or free
 *  264    8 TABLE_BACKED holder of LOCK    holder of LOCK  bytes of the page table that have memory
 *  272    8 FREE         holder of LOCK    holder of LOCK  how many pages are free
 *  280    8 HINT         holder of LOCK    holder of LOCK  a page run begins at this page, and none before it is free
 *  288    8 REPAIRED     holder of LOCK    holder of LOCK  for which take-over of LOCK the words were recomputed
 * </pre>
 *
 * <p>The page table has one word for each page. The word of the first page of a page run describes the run; the words of its
 * other pages have no meaning:
 *
 * <pre>
 * 63 62   61           28 27            0
 * |0|used| owner / 128   | pages        |     pages is at least 1
 * </pre>
 */
public final class PoolLayout {

    private static final Layout LAYOUT = new Layout();

    public static final int LOCK = LAYOUT.bytes(LockLayout.BYTES, Layout.CACHE_LINE_PAIR);
    public static final int COMPACTION = LAYOUT.bytes(LockLayout.BYTES, Layout.CACHE_LINE_PAIR);
    public static final int PAGES = LAYOUT.int64();
    public static final int TABLE_BACKED = LAYOUT.int64();
    public static final int FREE = LAYOUT.int64();
    public static final int HINT = LAYOUT.int64();
    public static final int REPAIRED = LAYOUT.int64();
    public static final int BYTES = LAYOUT.padded();

    public static final int PAGE_BYTES = 4096;

    private static final int PAGES_BITS = 28;
    private static final long PAGES_MASK = (1L << PAGES_BITS) - 1;
    private static final long OWNER_MASK = (1L << 34) - 1;
    private static final long USED = 1L << 62;

    private PoolLayout() {}

    public static long free(long pages) {
        return pages;
    }

    /**
     * The table word of a used page run.
     *
     * @param owner the file offset of the words of the run's owner, a multiple of 128
     */
    public static long used(long pages, long owner) {
        return USED | (owner / Layout.CACHE_LINE_PAIR) << PAGES_BITS | pages;
    }

    public static boolean isUsed(long run) {
        return (run & USED) != 0;
    }

    public static long pages(long run) {
        return run & PAGES_MASK;
    }

    public static long owner(long run) {
        return (run >>> PAGES_BITS & OWNER_MASK) * Layout.CACHE_LINE_PAIR;
    }
}
