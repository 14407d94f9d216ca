package io.interlock.internal.alloc;

import io.interlock.internal.format.ChunkLayout;
import io.interlock.internal.pages.PageAllocator;

/** Counts the pages that blocks will take, before they are moved together: makes blocks without making them. */
final class CompactionEstimate {

    private final long mostPages;
    private long left;
    private long room;
    private long pages;

    /**
     * @param left how many bytes all blocks have
     * @param room in the chunk that is open
     * @param mostPages of a chunk that is opened for small blocks
     */
    CompactionEstimate(long left, long room, long mostPages) {
        this.left = left;
        this.room = room;
        this.mostPages = mostPages;
    }

    /** How many pages a chunk gets that is opened for a block of this size, where so many bytes are still to come. */
    static long pagesToOpen(long size, long left, long mostPages) {
        return Math.max(LogAllocator.pagesFor(size), Math.min(mostPages, LogAllocator.pagesFor(left)));
    }

    void add(long size) {
        if (size > room) {
            long opened = pagesToOpen(size, left, mostPages);
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
