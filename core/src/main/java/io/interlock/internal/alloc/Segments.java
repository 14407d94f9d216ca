package io.interlock.internal.alloc;

import io.interlock.RegionFormatException;
import io.interlock.internal.access.MappedMemory;
import io.interlock.internal.format.LogLayout;
import io.interlock.internal.format.RecordLayout;
import io.interlock.internal.format.SegmentLayout;
import io.interlock.internal.pages.PageAllocator;
import io.interlock.internal.pages.PoolMemory;
import java.lang.invoke.VarHandle;
import java.util.ArrayList;
import java.util.List;

/**
 * The segments of a {@link LogAllocator}: page runs of the region, linked to one another, each with records one after the other; see
 * {@link SegmentLayout} and {@link RecordLayout}. Under the log's lock.
 */
public final class Segments {

    private final PageAllocator pool;
    private final PoolMemory memory;
    private final MappedMemory words;
    private final long owner;
    private final String where;

    /**
     * @param words the log's
     * @param owner where in the file they are
     */
    Segments(PageAllocator pool, MappedMemory words, long owner, String where) {
        this.pool = pool;
        this.memory = pool.memory();
        this.words = words;
        this.owner = owner;
        this.where = where;
    }

    /** The first, or 0. */
    long first() {
        return words.getLong(LogLayout.SEGMENTS);
    }

    /** The next one, or 0. */
    long next(long segment) {
        return memory.getLong(segment + SegmentLayout.NEXT);
    }

    /** All of them. */
    List<Long> list() {
        List<Long> segments = new ArrayList<>();
        long most = pool.pages();
        for (long segment = first(); segment != 0; segment = next(segment)) {
            segments.add(require(segment));
            if (segments.size() > most) {
                throw damaged("segments=" + segments.size() + "/" + most);
            }
        }
        return segments;
    }

    /** A segment of that many pages, linked; 0 if there is none to be had. */
    long open(long pages, boolean fromReserve) {
        long segment = pool.allocate(pages, owner, fromReserve);
        if (segment != 0) {
            long bytes = pages * PageAllocator.PAGE_BYTES;
            memory.putInt(segment + SegmentLayout.SIZE, (int) bytes);
            memory.putInt(segment + SegmentLayout.USED, SegmentLayout.RECORDS);
            memory.putInt(segment + SegmentLayout.DEAD, 0);
            link(segment);
            words.putLong(LogLayout.CAPACITY, words.getLong(LogLayout.CAPACITY) + bytes);
        }
        return segment;
    }

    void link(long segment) {
        long first = first();
        memory.putLong(segment + SegmentLayout.PREV, 0);
        memory.putLong(segment + SegmentLayout.NEXT, first);
        if (first != 0) {
            memory.putLong(require(first) + SegmentLayout.PREV, segment);
        }
        words.putLong(LogLayout.SEGMENTS, segment);
    }

    /** A segment without a record in use goes back to the region. */
    void giveBack(long segment) {
        int size = memory.getInt(segment + SegmentLayout.SIZE);
        long next = next(segment);
        long previous = memory.getLong(segment + SegmentLayout.PREV);
        if (next != 0) {
            memory.putLong(require(next) + SegmentLayout.PREV, previous);
        }
        if (previous != 0) {
            memory.putLong(require(previous) + SegmentLayout.NEXT, next);
        } else {
            words.putLong(LogLayout.SEGMENTS, next);
        }
        words.putLong(
                LogLayout.GARBAGE, words.getLong(LogLayout.GARBAGE) - memory.getInt(segment + SegmentLayout.DEAD));
        words.putLong(LogLayout.CAPACITY, words.getLong(LogLayout.CAPACITY) - size);
        release(segment, size / PageAllocator.PAGE_BYTES);
    }

    /** To the pool; not linked any more. */
    void release(long segment, long pages) {
        raiseEpoch();
        pool.free(segment, pages, owner);
    }

    /** Before memory is given up, or bytes are written, that a reader may be at. */
    void raiseEpoch() {
        // [REUSE] before anybody can write there: a reader that saw other bytes than its record's sees this, and looks
        // again.
        words.putLongVolatile(LogLayout.EPOCH, words.getLong(LogLayout.EPOCH) + 1);
        VarHandle.fullFence();
    }

    /** The segment of a record. */
    long of(long record) {
        return require(record - (long) RecordLayout.UNIT * memory.getInt(record + RecordLayout.SEGMENT));
    }

    /** A record's bytes, checked against its segment. */
    public int sizeOf(long record) {
        int size = memory.getInt(record + RecordLayout.SIZE);
        long segment = of(record);
        boolean fits = size >= RecordLayout.KEY
                && size % RecordLayout.UNIT == 0
                && record >= segment + SegmentLayout.RECORDS
                && record + size <= segment + memory.getInt(segment + SegmentLayout.USED);
        if (!fits || (size > PageAllocator.PAGE_BYTES && !isOurs(segment))) {
            throw damaged("record=" + record + " segment=" + segment + " size=" + size);
        }
        return size;
    }

    /** True if the region's page table says so too. */
    boolean isOurs(long segment) {
        return pool.isRun(segment, memory.getInt(segment + SegmentLayout.SIZE) / PageAllocator.PAGE_BYTES, owner);
    }

    long require(long segment) {
        if (segment % PageAllocator.PAGE_BYTES == 0 && memory.contains(segment, PageAllocator.PAGE_BYTES)) {
            int size = memory.getInt(segment + SegmentLayout.SIZE);
            int used = memory.getInt(segment + SegmentLayout.USED);
            if (size % PageAllocator.PAGE_BYTES == 0
                    && used >= SegmentLayout.RECORDS
                    && used <= size
                    && used % RecordLayout.UNIT == 0
                    && memory.contains(segment, size)) {
                return segment;
            }
        }
        throw damaged("segment=" + segment);
    }

    RegionFormatException damaged(String what) {
        return new RegionFormatException(
                where + " " + what + ": the region is damaged; stop its users, then unlink it");
    }
}
