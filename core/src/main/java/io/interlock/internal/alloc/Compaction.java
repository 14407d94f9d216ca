package io.interlock.internal.alloc;

import io.interlock.internal.access.MappedMemory;
import io.interlock.internal.format.LogLayout;
import io.interlock.internal.format.RecordLayout;
import io.interlock.internal.format.SegmentLayout;
import io.interlock.internal.pages.PageAllocator;
import io.interlock.internal.pages.PoolMemory;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Moves records, so that whole segments become free. A record is copied, then what refers to it is changed by one store: a death in
 * between leaves a copy that nobody uses. Under the log's lock.
 *
 * <ul>
 *   <li>{@link #collect}, now and then: empties the sparsest segments.
 *   <li>{@link #compact}, where the region is full: packs records tightly, with the pages that the region keeps back for this.
 *       Estimated first, as it must not end with more pages than it began.
 *   <li>{@link #defragment}, where enough is free but not in one place: moves segments to where the region fills up first.
 * </ul>
 */
public final class Compaction {

    private final LogAllocator log;
    private final PoolMemory memory;
    private final MappedMemory words;
    private final LogAllocator.Contents contents;
    private final GapAllocator gaps;

    /** How large the segments are that are opened for what is moved, and from which memory. Set for each piece of work. */
    private long maxPages;

    private boolean fromReserve;
    private boolean mayMoveCurrent;

    /** A segment that may be emptied. */
    private record Victim(long segment, long live, long pages) {
        long unused() {
            return pages * PageAllocator.PAGE_BYTES - SegmentLayout.RECORDS - live;
        }
    }

    public Compaction(LogAllocator log, MappedMemory words, LogAllocator.Contents contents) {
        this.log = log;
        this.memory = log.memory();
        this.words = words;
        this.contents = contents;
        this.gaps = new GapAllocator(log, contents, this);
    }

    public GapAllocator gaps() {
        return gaps;
    }

    /** Empties up to {@code most} segments, the sparsest first, while more than this share of all memory is garbage. */
    public void collect(int garbageShare, int most) {
        maxPages = log.maxSegmentBytes() / PageAllocator.PAGE_BYTES;
        fromReserve = false;
        for (int i = 0; i < most && log.garbage() * garbageShare > log.capacity(); i++) {
            log.recycled().drop();
            long sparsest = sparsest(garbageShare);
            if (sparsest == 0 || empty(sparsest, log.usualBytes()) < 0) {
                return;
            }
        }
    }

    /** Packs everything, if that frees a page. */
    public void compact() {
        useReserve();
        List<Victim> victims = victims();
        long pages = victims.stream().mapToLong(Victim::pages).sum();
        long live = victims.stream().mapToLong(Victim::live).sum();
        if (LogAllocator.pagesFor(live) < pages && pagesPacked(victims, 0) < pages) {
            pack(victims, 0);
        }
    }

    /** Packs as much as is needed to have room for a record of this size, or what there is to pack. */
    public void compactFor(long size) {
        useReserve();
        List<Victim> victims = victims();
        for (int count = 1; count < 2 * victims.size(); count *= 2) {
            List<Victim> chosen = victims.subList(0, Math.min(count, victims.size()));
            long pages = chosen.stream().mapToLong(Victim::pages).sum();
            long live = chosen.stream().mapToLong(Victim::live).sum();
            if (LogAllocator.pagesFor(live + size) <= pages && pagesPacked(chosen, size) <= pages) {
                pack(chosen, size);
                return;
            }
        }
        compact();
    }

    private void useReserve() {
        log.recycled().drop();
        gaps.restoreReserve();
        // Larger ones than can be had would turn out smaller than in the estimate.
        long free = log.pool().largestFree();
        maxPages = Math.max(1, Math.min(log.maxSegmentBytes() / PageAllocator.PAGE_BYTES, free));
        fromReserve = true;
        mayMoveCurrent = free > 0;
        if (free == 0 && log.current() == 0) {
            // A death has left the reserve half used: what is left of it is the room at the end of some segment.
            useLargestRoom();
        }
    }

    private void useLargestRoom() {
        log.segments().list().stream().max(Comparator.comparingLong(this::room)).ifPresent(log::setCurrent);
    }

    /** Moves whole segments to where the region gives memory out first; the free pages beyond them become one piece. */
    public void defragment() {
        log.recycled().drop();
        List<Long> segments = log.segments().list();
        // Pages are given out from the end of the region on.
        segments.sort(Comparator.naturalOrder());
        for (long segment : segments) {
            long before = log.current();
            long target = log.segments().open(size(segment) / PageAllocator.PAGE_BYTES, true);
            if (target < segment) {
                if (target != 0) {
                    log.segments().giveBack(target);
                }
                return;
            }
            log.setCurrent(target);
            if (empty(segment, 0) < 0) {
                return;
            }
            log.setCurrent(before == segment ? target : before);
        }
    }

    /**
     * What can be packed, with the most unused first. Not what holds a record of more pages than are free in one place: it would
     * end the work before its begin, while packing the others may make such a place.
     */
    private List<Victim> victims() {
        List<Victim> victims = new ArrayList<>();
        for (long segment : log.segments().list()) {
            Victim victim = new Victim(segment, live(segment), size(segment) / PageAllocator.PAGE_BYTES);
            boolean movable = size(segment) <= log.maxSegmentBytes() && (mayMoveCurrent || segment != log.current());
            if (movable && victim.unused() > 0 && LogAllocator.pagesFor(largestBlock(segment)) <= maxPages) {
                victims.add(victim);
            }
        }
        victims.sort(Comparator.comparingLong(Victim::unused).reversed());
        return victims;
    }

    private long largestBlock(long segment) {
        long largest = 0;
        long end = end(segment);
        for (long at = segment + SegmentLayout.RECORDS; at < end; at += recordSize(at, end)) {
            if (contents.isInUse(at)) {
                largest = Math.max(largest, recordSize(at, end));
            }
        }
        return largest;
    }

    /** How many pages these segments' records will take, and one more record of that size. */
    private long pagesPacked(List<Victim> victims, long size) {
        long left = victims.stream().mapToLong(Victim::live).sum() + size;
        CompactionEstimate paper = new CompactionEstimate(left, holdsCurrent(victims) ? 0 : roomInCurrent(), maxPages);
        for (Victim victim : victims) {
            long end = end(victim.segment());
            for (long at = victim.segment() + SegmentLayout.RECORDS; at < end; at += recordSize(at, end)) {
                if (contents.isInUse(at)) {
                    paper.add(recordSize(at, end));
                }
            }
        }
        if (size > 0) {
            paper.add(size);
        }
        return paper.pages();
    }

    private void pack(List<Victim> victims, long size) {
        if (holdsCurrent(victims)) {
            log.setCurrent(0);
        }
        long left = victims.stream().mapToLong(Victim::live).sum() + size;
        for (int i = 0; i < victims.size() && left >= 0; i++) {
            left = empty(victims.get(i).segment(), left);
        }
        if (log.current() == 0) {
            useLargestRoom();
        }
    }

    private boolean holdsCurrent(List<Victim> victims) {
        return victims.stream().anyMatch(victim -> victim.segment() == log.current());
    }

    private long roomInCurrent() {
        long current = log.current();
        return current == 0 ? 0 : room(log.segments().require(current));
    }

    public long room(long segment) {
        return size(segment) - memory.getInt(segment + SegmentLayout.USED);
    }

    private long sparsest(int garbageShare) {
        long found = 0;
        double most = 0;
        for (long segment : log.segments().list()) {
            double dead = (double) memory.getInt(segment + SegmentLayout.DEAD) / size(segment);
            if (segment != log.current() && dead * garbageShare >= 1 && dead > most) {
                most = dead;
                found = segment;
            }
        }
        return found;
    }

    /**
     * Moves all that is in use out of a segment and gives the segment back.
     *
     * @param left how many bytes are to be moved in all, this segment's included; for the size of segments that are opened for it
     * @return what is left to be moved then; negative if there was no memory, and some is still where it was
     */
    private long empty(long segment, long left) {
        long end = end(segment);
        long leftAfter = left;
        for (long at = segment + SegmentLayout.RECORDS; at < end; ) {
            int size = recordSize(at, end);
            if (contents.isInUse(at)) {
                long copy = makeCopy(at, size, leftAfter);
                if (copy == 0) {
                    return -1;
                }
                move(segment, at, copy, size);
                leftAfter -= size;
            }
            at += size;
        }
        log.segments().giveBack(segment);
        return Math.max(0, leftAfter);
    }

    private long makeCopy(long record, int size, long left) {
        int type = RecordLayout.type(memory.getInt(record + RecordLayout.TYPE));
        long copy = log.makeInCurrent(size, type);
        return copy == 0 && open(size, left) ? log.makeInCurrent(size, type) : copy;
    }

    public void move(long segment, long record, long copy, int size) {
        memory.copy(record + RecordLayout.HASH, copy + RecordLayout.HASH, size - RecordLayout.HASH);
        log.countMove();
        contents.moved(record, copy);
        memory.putInt(segment + SegmentLayout.DEAD, memory.getInt(segment + SegmentLayout.DEAD) + size);
        words.putLong(LogLayout.GARBAGE, log.garbage() + size);
    }

    private boolean open(long size, long left) {
        long least = LogAllocator.pagesFor(size);
        long pages = CompactionEstimate.pagesToOpen(size, left, maxPages);
        for (; pages >= least; pages = pages == least ? 0 : Math.max(least, pages / 2)) {
            long segment = log.segments().open(pages, fromReserve);
            if (segment != 0) {
                log.makeCurrent(segment);
                return true;
            }
        }
        return false;
    }

    public int recordSize(long record, long end) {
        int size = memory.getInt(record + RecordLayout.SIZE);
        if (size < RecordLayout.KEY || size % RecordLayout.UNIT != 0 || size > end - record) {
            throw log.damaged("record=" + record + " size=" + size);
        }
        return size;
    }

    /** Behind the last record. */
    public long end(long segment) {
        return segment + memory.getInt(segment + SegmentLayout.USED);
    }

    public long size(long segment) {
        return memory.getInt(segment + SegmentLayout.SIZE);
    }

    public long live(long segment) {
        return (long) memory.getInt(segment + SegmentLayout.USED)
                - SegmentLayout.RECORDS
                - memory.getInt(segment + SegmentLayout.DEAD);
    }
}
