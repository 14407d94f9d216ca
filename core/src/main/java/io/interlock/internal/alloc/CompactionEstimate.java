package io.interlock.internal.alloc;

import io.interlock.internal.format.ChunkLayout;
import io.interlock.internal.pages.PageAllocator;

/** Counts the pages that blocks will take, before they are moved together: makes blocks without making them. */
final class CompactionEstimate {

    private final long maxPages;
    private long left;
    private long room;
    private long pages;

    /**
     * @param left how many bytes all blocks have
     * @param room in the chunk that is open
     * @param maxPages of a chunk that is opened for small blocks
     */
    CompactionEstimate(long left, long room, long maxPages) {
        this.left = left;
        this.room = room;
        this.maxPages = maxPages;
    }

    /** How many pages a chunk gets that is opened for a block of this size, where so many bytes are still to come. */
    static long pagesToOpen(long size, long left, long maxPages) {
        return Math.max(LogAllocator.pagesFor(size), Math.min(maxPages, LogAllocator.pagesFor(left)));
    }

    void add(long size) {
        if (size > room) {
            long opened = pagesToOpen(size, left, maxPages);
            pages += opened;
            room = opened * PageAllocator.PAGE_BYTES - ChunkLayout.BLOCKS;
        }
        room -= size;
        left -= size;
    }

    /** How many pages were opened. */
    long pages() {
        return pages;
    }
}
