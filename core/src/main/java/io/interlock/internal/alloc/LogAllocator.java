package io.interlock.internal.alloc;

import io.interlock.RegionFormatException;
import io.interlock.internal.access.Layout;
import io.interlock.internal.access.MappedMemory;
import io.interlock.internal.format.LogLayout;
import io.interlock.internal.format.RecordLayout;
import io.interlock.internal.format.SegmentLayout;
import io.interlock.internal.pages.PageAllocator;
import io.interlock.internal.pages.PoolMemory;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/**
 * The memory of one structure under one lock: records in segments, allocated one after the other as in a log, and never changed in
 * size. The caller holds the lock, but for {@link #pool} and {@link #memory}.
 *
 * <p>A record that is given up only counts as garbage. Its memory comes back when its segment has no record in use any more, and
 * the segment goes back to the region; {@link Compaction} moves what is left in sparse segments. So a reader that has found a
 * record can go on reading it until EPOCH is raised, which happens once for a whole segment and not for each record; and nothing is
 * ever half free: what was made by a thread that died before it used it is garbage like any other.
 */
public final class LogAllocator {

    /** Larger records have a segment of their own, this part of the largest segment. */
    private static final int LARGE_SHARE = 2;

    /** Above this part of all memory that is garbage, sparse segments are moved. */
    private static final int GARBAGE_SHARE = 3;

    private static final int MAX_MOVES = 2;

    private final PageAllocator pool;
    private final PoolMemory memory;
    private final MappedMemory words;
    private final long owner;
    private final String where;
    private final int maxSegmentBytes;
    private final Segments segments;
    private final RecycledRecord recycled;
    private final Compaction compaction;
    private final Neighbours neighbours;

    /** Grows whenever records were moved: a thread that remembers the place of one looks again. */
    private long moves;

    /** The structure in the log: which records it uses. */
    public interface Contents {

        /** True if the record is in use. */
        boolean isInUse(long record);

        /** Lets what refers to the record refer to its copy; by one store. */
        void moved(long from, long to);

        /** Gives each record in use to the visitor. */
        void forEach(RecordVisitor visitor);
    }

    /** Called for a record in use. */
    @FunctionalInterface
    public interface RecordVisitor {
        void visit(long record);
    }

    /** The other logs of the same collection. */
    @FunctionalInterface
    public interface Neighbours {

        /** Has each of them but one do that, as far as they can be had, until it is enough. */
        void forEach(LogAllocator except, Consumer<Compaction> work, BooleanSupplier enough);
    }

    /**
     * A log whose words are laid out as {@link LogLayout} says.
     *
     * @param owner where in the file the words are
     */
    public LogAllocator(
            PageAllocator pool,
            MappedMemory words,
            long owner,
            String where,
            Contents contents,
            Neighbours neighbours) {
        this.pool = pool;
        this.memory = pool.memory();
        this.words = words;
        this.owner = owner;
        this.where = where;
        this.neighbours = neighbours;
        this.maxSegmentBytes = pool.reservePages() * PageAllocator.PAGE_BYTES;
        this.segments = new Segments(pool, words, owner, where);
        this.recycled = new RecycledRecord(this, words);
        this.compaction = new Compaction(this, words, contents);
    }

    public PageAllocator pool() {
        return pool;
    }

    public PoolMemory memory() {
        return memory;
    }

    public long owner() {
        return owner;
    }

    public int maxSegmentBytes() {
        return maxSegmentBytes;
    }

    public long moves() {
        return moves;
    }

    public void countMove() {
        moves++;
    }

    public Segments segments() {
        return segments;
    }

    public RecycledRecord recycled() {
        return recycled;
    }

    public Compaction compaction() {
        return compaction;
    }

    /**
     * Makes a record; its content is the caller's to write. May move other records, see {@link #moves}.
     *
     * @throws io.interlock.RegionFullException if there is no room, also after all was moved together; nothing has changed
     */
    public long allocate(long bytes, int type) {
        long size = Layout.align(bytes, RecordLayout.UNIT);
        long record = makeInCurrent(size, type);
        return record != 0 ? record : allocateSlow(size, type);
    }

    /** A record that is not in use any more. */
    public void free(long record) {
        int size = segments.sizeOf(record);
        long segment = segments.of(record);
        int dead = memory.getInt(segment + SegmentLayout.DEAD) + size;
        memory.putInt(segment + SegmentLayout.DEAD, dead);
        words.putLong(LogLayout.GARBAGE, words.getLong(LogLayout.GARBAGE) + size);
        if (dead == memory.getInt(segment + SegmentLayout.USED) - SegmentLayout.RECORDS && segment != current()) {
            segments.giveBack(segment);
        }
    }

    /** Gives all memory back; the structure uses no record any more. */
    public void clear() {
        recycled.forget();
        words.putLong(LogLayout.CURRENT, 0);
        for (long segment = segments.first(), next; segment != 0; segment = next) {
            next = segments.next(segments.require(segment));
            segments.giveBack(segment);
        }
    }

    public long current() {
        return words.getLong(LogLayout.CURRENT);
    }

    public long garbage() {
        return words.getLong(LogLayout.GARBAGE);
    }

    public long capacity() {
        return words.getLong(LogLayout.CAPACITY);
    }

    /** Makes a record in the current segment; 0 if it does not fit. */
    public long makeInCurrent(long size, int type) {
        long segment = current();
        if (segment == 0) {
            return 0;
        }
        var unused = segments.require(segment);
        int used = memory.getInt(segment + SegmentLayout.USED);
        return size <= memory.getInt(segment + SegmentLayout.SIZE) - used ? make(segment, used, (int) size, type) : 0;
    }

    public long make(long segment, int used, int size, int type) {
        long record = segment + used;
        memory.putInt(record + RecordLayout.SIZE, size);
        memory.putInt(record + RecordLayout.SEGMENT, used / RecordLayout.UNIT);
        memory.putInt(record + RecordLayout.TYPE, type);
        // After the record's head: up to USED the segment can be read record by record, whenever its writer dies.
        memory.putIntRelease(segment + SegmentLayout.USED, used + size);
        return record;
    }

    /** Makes a record at the start of [gap, end), where nothing is in use; the rest becomes garbage of its own. */
    public void fillGap(long segment, long gap, long end, int size, int type) {
        segments.raiseEpoch();
        int at = (int) (gap - segment);
        if (gap + size < end) {
            memory.putInt(gap + size + RecordLayout.SIZE, (int) (end - gap - size));
            memory.putInt(gap + size + RecordLayout.SEGMENT, (at + size) / RecordLayout.UNIT);
            memory.putInt(gap + size + RecordLayout.TYPE, RecordLayout.ENTRY);
        }
        memory.putInt(gap + RecordLayout.SEGMENT, at / RecordLayout.UNIT);
        memory.putInt(gap + RecordLayout.TYPE, type);
        // Before and after this store the segment can be read record by record.
        memory.putIntRelease(gap + RecordLayout.SIZE, size);
        memory.putInt(segment + SegmentLayout.DEAD, memory.getInt(segment + SegmentLayout.DEAD) - size);
        words.putLong(LogLayout.GARBAGE, garbage() - size);
    }

    private long allocateSlow(long size, int type) {
        if (size > (long) PageAllocator.PAGE_BYTES * (1 << 17)) {
            throw new IllegalArgumentException(
                    where + " bytes=" + size + ": an element must not be larger than 512 MiB; store it in parts");
        }
        if (size > maxSegmentBytes / LARGE_SHARE) {
            long segment = segments.open(pagesFor(size), false);
            return segment == 0
                    ? allocateCompacting(size, type)
                    : make(segment, SegmentLayout.RECORDS, (int) size, type);
        }
        long record = 0;
        if (openCurrent(size)) {
            compaction.collect(GARBAGE_SHARE, MAX_MOVES);
            record = makeInCurrent(size, type);
            if (record == 0 && openCurrent(size)) {
                record = makeInCurrent(size, type);
            }
        }
        return record == 0 ? allocateCompacting(size, type) : record;
    }

    private long allocateCompacting(long size, int type) {
        recycled.drop();
        pool.compactionLock().lock();
        try {
            long[] record = {compaction.gaps().make(size, type)};
            if (record[0] == 0) {
                compaction.compactFor(size);
                record[0] = makeSomewhere(size, type);
            }
            BooleanSupplier made = () -> (record[0] = makeSomewhere(size, type)) != 0;
            if (record[0] == 0) {
                neighbours.forEach(this, Compaction::compact, made);
            }
            if (record[0] == 0 && pool.hasFree(pagesFor(size))) {
                compaction.defragment();
                if (!made.getAsBoolean()) {
                    neighbours.forEach(this, Compaction::defragment, made);
                }
            }
            if (record[0] == 0) {
                throw pool.full(where, size);
            }
            return record[0];
        } finally {
            pool.compactionLock().unlock();
        }
    }

    private long makeSomewhere(long size, int type) {
        long record = makeInCurrent(size, type);
        if (record != 0) {
            return record;
        }
        long segment = segments.open(pagesFor(size), false);
        if (segment == 0) {
            return 0;
        }
        if (size <= maxSegmentBytes / LARGE_SHARE) {
            makeCurrent(segment);
        }
        return make(segment, SegmentLayout.RECORDS, (int) size, type);
    }

    /** Opens a segment of a size that suits what the log holds; false if there is none to be had. */
    private boolean openCurrent(long size) {
        long segment = segments.open(pagesFor(Math.max(usualBytes(), 2 * size)), false);
        if (segment == 0) {
            segment = segments.open(pagesFor(size), false);
        }
        if (segment != 0) {
            makeCurrent(segment);
        }
        return segment != 0;
    }

    /** Room for records in a segment that suits what the log holds: small ones for little. */
    public long usualBytes() {
        long inUse = capacity() - garbage();
        long bytes = Math.min(maxSegmentBytes, Long.highestOneBit(Math.max(inUse / 2, PageAllocator.PAGE_BYTES)));
        return bytes - SegmentLayout.RECORDS;
    }

    /** Makes records there from now on; the segment before stays where it is, also with nothing in use. */
    public void setCurrent(long segment) {
        words.putLongRelease(LogLayout.CURRENT, segment);
    }

    public void makeCurrent(long segment) {
        long before = current();
        setCurrent(segment);
        if (before != 0) {
            int live = memory.getInt(before + SegmentLayout.USED)
                    - SegmentLayout.RECORDS
                    - memory.getInt(before + SegmentLayout.DEAD);
            if (live == 0) {
                segments.giveBack(before);
            }
        }
    }

    public static long pagesFor(long recordBytes) {
        return (SegmentLayout.RECORDS + recordBytes + PageAllocator.PAGE_BYTES - 1) / PageAllocator.PAGE_BYTES;
    }

    public RegionFormatException damaged(String what) {
        return segments.damaged(what);
    }
}
