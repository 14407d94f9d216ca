package io.interlock.internal.alloc;

import io.interlock.internal.format.SegmentLayout;
import io.interlock.internal.pages.PageAllocator;

/** Counts the pages that records will take, before they are moved together: makes records without making them. */
final class CompactionEstimate {

    private final long maxPages;
    private long left;
    private long room;
    private long pages;

    /**
     * @param left how many bytes all records have
     * @param room in the segment that is open
     * @param maxPages of a segment that is opened for small records
     */
    CompactionEstimate(long left, long room, long maxPages) {
        this.left = left;
        this.room = room;
        this.maxPages = maxPages;
    }

    /** How many pages a segment gets that is opened for a record of this size, where so many bytes are still to come. */
    static long pagesToOpen(long size, long left, long maxPages) {
        return Math.max(LogAllocator.pagesFor(size), Math.min(maxPages, LogAllocator.pagesFor(left)));
    }

    void add(long size) {
        if (size > room) {
            long opened = pagesToOpen(size, left, maxPages);
            pages += opened;
            room = opened * PageAllocator.PAGE_BYTES - SegmentLayout.RECORDS;
        }
        room -= size;
        left -= size;
    }

    /** How many pages were opened. */
    long pages() {
        return pages;
    }
}
