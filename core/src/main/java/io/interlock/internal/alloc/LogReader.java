package io.interlock.internal.alloc;

import io.interlock.RegionFormatException;
import io.interlock.internal.access.MappedMemory;
import io.interlock.internal.format.LogLayout;
import io.interlock.internal.format.RecordLayout;
import io.interlock.internal.format.SegmentLayout;
import io.interlock.internal.pages.PageAllocator;
import io.interlock.internal.pages.PoolMemory;
import java.lang.invoke.VarHandle;

/**
 * Reads the structure in a {@link LogAllocator} without its lock: optimistic reads, validated by a reclamation epoch. Memory is
 * released only after EPOCH was raised. So a reader notes EPOCH, reads what it wants, and what it read is valid if EPOCH is
 * unchanged. A reader of records that may be rewritten ({@link RecycledRecord}) validates their SEQUENCE too:
 *
 * <pre>
 * reader                              writer that releases a segment
 *   e = EPOCH             acquire       the structure uses records of other segments
 *   slot, record, bytes                 EPOCH = EPOCH + 1        volatile
 *   acquireFence()                      the pages become another collection's
 *   EPOCH == e ? else retry
 * </pre>
 *
 * <p>Whatever is read may be of another's making until then: it is checked before it is followed, and lengths before they are
 * used.
 */
public abstract class LogReader {

    /** Claims of more than this are compared with the segment before so much is read. */
    private static final int CREDIBLE_BYTES = 4096;

    public final PoolMemory memory;

    /** What the slots of a table say. */
    public final SlotFormat form;

    private final MappedMemory words;
    private final PageAllocator pool;
    private final long owner;
    private final String where;

    public LogReader(PageAllocator pool, MappedMemory words, long owner, String where) {
        this.words = words;
        this.pool = pool;
        this.memory = pool.memory();
        this.form = SlotFormat.of(pool);
        this.owner = owner;
        this.where = where;
    }

    /**
     * True if so many bytes can be read there, and can belong to this record.
     *
     * @param room what {@link PoolMemory#room} says of the record's begin
     */
    public final boolean isWithin(int log, long record, int from, int length, long room) {
        return length >= 0
                && length <= room - from
                && (length <= CREDIBLE_BYTES || isWithinSegment(log, record, from + (long) length));
    }

    /** True if so many bytes can belong to this record as its segment, and the region's page table, have it. */
    public final boolean isWithinSegment(int log, long record, long length) {
        long segment = record - (long) RecordLayout.UNIT * memory.getInt(record + RecordLayout.SEGMENT);
        if (segment > record || !memory.contains(segment, PageAllocator.PAGE_BYTES)) {
            return false;
        }
        long bytes = memory.getInt(segment + SegmentLayout.SIZE);
        return record + length <= segment + bytes && pool.isRun(segment, bytes / PageAllocator.PAGE_BYTES, owner + log);
    }

    /**
     * The reclamation epoch of a log.
     *
     * @param log where the log's words are among those of all
     */
    public final long epoch(int log) {
        // [REUSE] acquire: what is read for this try is read after it.
        return words.getLongAcquire(log + LogLayout.EPOCH);
    }

    public final boolean isStill(int log, long epoch) {
        // [REUSE] the fence keeps the reads of this try before the look at EPOCH.
        VarHandle.acquireFence();
        return words.getLongOpaque(log + LogLayout.EPOCH) == epoch;
    }

    public final long root(int log) {
        // [ROOT] acquire: with the word its table is seen.
        return words.getLongAcquire(log + LogLayout.ROOT);
    }

    public final RegionFormatException broken() {
        return new RegionFormatException(
                where + ": an offset outside the region; the region is damaged: stop its users, then unlink it");
    }
}
