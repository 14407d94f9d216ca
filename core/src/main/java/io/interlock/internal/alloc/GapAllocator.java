package io.interlock.internal.alloc;

import io.interlock.internal.format.RecordLayout;
import io.interlock.internal.format.SegmentLayout;
import io.interlock.internal.pages.PoolMemory;
import java.util.Comparator;
import java.util.List;

/**
 * Makes records of what is not in use between others: the last resort of a full region. It takes no page, so it also works where
 * nothing is left of the pages that the region keeps back; but readers of the whole log have to look again. Under the log's
 * lock.
 */
final class GapAllocator {

    private final LogAllocator log;
    private final PoolMemory memory;
    private final LogAllocator.Contents contents;
    private final Compaction compaction;

    GapAllocator(LogAllocator log, LogAllocator.Contents contents, Compaction compaction) {
        this.log = log;
        this.memory = log.memory();
        this.contents = contents;
        this.compaction = compaction;
    }

    /** A record in a gap, or 0 if there is none that fits. */
    long make(long size, int type) {
        return new Search(log.segments().list(), 0).make(size, type);
    }

    /**
     * Empties segments into gaps of others, until the region has again what it keeps back. A piece of packing that found its
     * pages in other places than it had reckoned with, or that a death ended, has left less.
     */
    void restoreReserve() {
        if (log.pool().hasFree(0)) {
            return;
        }
        List<Long> segments = log.segments().list();
        segments.sort(Comparator.comparingLong(compaction::live));
        for (long segment : List.copyOf(segments)) {
            boolean movable = compaction.size(segment) <= log.maxSegmentBytes() && segment != log.current();
            if (movable && empty(segment, new Search(segments, segment))) {
                segments.remove(segment);
                if (log.pool().hasFree(0)) {
                    return;
                }
            }
        }
    }

    private boolean empty(long segment, Search search) {
        long end = compaction.end(segment);
        for (long at = segment + SegmentLayout.RECORDS; at < end; ) {
            int size = compaction.recordSize(at, end);
            if (contents.isInUse(at)) {
                long copy = search.make(size, RecordLayout.type(memory.getInt(at + RecordLayout.TYPE)));
                if (copy == 0) {
                    return false;
                }
                compaction.move(segment, at, copy, size);
            }
            at += size;
        }
        log.segments().giveBack(segment);
        return true;
    }

    /** Looks through segments for gaps, one after the other; each time from where it was before. */
    private final class Search {
        private final List<Long> segments;
        private final long except;
        private int index;
        private long from;

        Search(List<Long> segments, long except) {
            this.segments = segments;
            this.except = except;
        }

        long make(long size, int type) {
            for (; index < segments.size(); index++, from = 0) {
                long segment = segments.get(index);
                long record = segment == except ? 0 : makeIn(segment, size, type);
                if (record != 0) {
                    from = record + size;
                    return record;
                }
            }
            return 0;
        }

        private long makeIn(long segment, long size, int type) {
            int used = memory.getInt(segment + SegmentLayout.USED);
            if (size <= compaction.room(segment)) {
                return log.make(segment, used, (int) size, type);
            }
            if (memory.getInt(segment + SegmentLayout.DEAD) < size) {
                return 0;
            }
            long end = compaction.end(segment);
            long gap = Math.max(from, segment + SegmentLayout.RECORDS);
            for (long at = gap; at < end; ) {
                long next = at + compaction.recordSize(at, end);
                if (contents.isInUse(at)) {
                    gap = next;
                } else if (next - gap == size || next - gap >= size + RecordLayout.KEY) {
                    log.fillGap(segment, gap, next, (int) size, type);
                    return gap;
                }
                at = next;
            }
            return 0;
        }
    }
}
