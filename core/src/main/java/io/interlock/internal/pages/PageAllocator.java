package io.interlock.internal.pages;

import io.interlock.RegionFullException;
import io.interlock.internal.access.Layout;
import io.interlock.internal.access.MappedMemory;
import io.interlock.internal.format.HeaderLayout;
import io.interlock.internal.format.LockLayout;
import io.interlock.internal.format.PoolLayout;
import io.interlock.internal.lock.InternalMutex;
import io.interlock.internal.region.MappedRegion;
import io.interlock.internal.wait.WaitScope;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The memory of collections: pages of 4 KiB at the end of the region, allocated in page runs and released, for any collection. The
 * page table after the last page says where runs begin and end, and which collection owns them.
 *
 * <pre>
 * file: | … directory → |   holes    | ← page n … page 2, page 1, page 0 | page table |
 *                                    ^ begin                             ^ top        ^ FILE_BYTES
 * </pre>
 *
 * <p>The page table is read from page 0 on, run by run. Each change of it is one store of one word, so that it is whole
 * after a death at any instruction: to split a free run, first the word of its second part is written, which means nothing
 * yet, then that of the first part. Free neighbours are joined when somebody looks for room. FREE and HINT are recomputed
 * where the lock was taken over from a dead owner. A run that was given out and not yet linked to anything by a thread that
 * died names its owner, who finds it with {@link #runsOf}.
 *
 * <p>A reserve is kept back from ordinary requests: with it a collection can move what it has together, and so make room in a
 * region that is full.
 */
public final class PageAllocator {

    public static final int PAGE_BYTES = PoolLayout.PAGE_BYTES;

    private static final long MIN_GROWTH_PAGES = HeaderLayout.EXTENT_BYTES / PAGE_BYTES;
    private static final long MAX_GROWTH_PAGES = 4096;
    private static final int RESERVE_SHARE = 64;
    private static final int MAX_RESERVE_PAGES = 64;
    private static final long NO_GROWTH_NS = TimeUnit.MILLISECONDS.toNanos(200);

    private final MappedRegion region;
    private final MappedMemory header;
    private final MappedMemory words;
    private final PageTable table;
    private final InternalMutex lock;
    private final InternalMutex compaction;
    private final PoolMemory memory;
    private final long directoryBegin;
    private final long top;
    private final int reserve;

    /** Why the region does not grow, where that is for want of memory. Guarded by the lock. */
    private @Nullable RegionFullException noMemory;

    /** Until when the region does not try to grow again: each try costs a write to a full file system. */
    private long noGrowthUntilNs = System.nanoTime();

    /** A page run in use: where it begins in the file, how many pages it has, and where its owner stands. */
    public record PageRun(long offset, long pages, long owner) {}

    /** @param scope ends the waits for the pool's locks when it is closed */
    public PageAllocator(MappedRegion region, WaitScope scope) {
        this.region = region;
        this.directoryBegin = HeaderLayout.directoryBegin(region.slots());
        this.header = region.header();
        this.words = header.slice(HeaderLayout.POOL, PoolLayout.BYTES);
        this.lock = InternalMutex.repairing(
                scope,
                words.slice(PoolLayout.LOCK, LockLayout.BYTES),
                region.where() + " pool",
                new InternalMutex.Repair(words, PoolLayout.REPAIRED, this::recount));
        this.compaction = InternalMutex.of(
                scope, words.slice(PoolLayout.COMPACTION, LockLayout.BYTES), region.where() + " compaction");
        long room = region.fileBytes() - directoryBegin;
        long tableBytes = Layout.align(room / PAGE_BYTES * Long.BYTES, PAGE_BYTES);
        this.top = region.fileBytes() - tableBytes;
        this.reserve =
                (int) Math.max(1, Math.min(MAX_RESERVE_PAGES, Long.highestOneBit(room / RESERVE_SHARE / PAGE_BYTES)));
        this.table = new PageTable(where(), region.pieces(), top);
        this.memory = new PoolMemory(this, region.pieces(), top);
    }

    /** How the pages are read and written. */
    public PoolMemory memory() {
        return memory;
    }

    /** The beginning of every message about the region. */
    public String where() {
        return region.where();
    }

    /** A thread that makes room in a full region holds this; taken after a collection's own locks, before those of its parts. */
    public InternalMutex compactionLock() {
        return compaction;
    }

    /** How many pages are kept back; also the most that a collection should take at once for many small things. */
    public int reservePages() {
        return reserve;
    }

    /** How much is backed, in use or free. */
    public long pages() {
        long pages = words.getLongVolatile(PoolLayout.PAGES);
        if (pages < 0 || pages > (top - directoryBegin) / PAGE_BYTES) {
            throw PageTable.damaged(where(), "pages=" + pages);
        }
        return pages;
    }

    /** Of the whole region. */
    public long fileBytes() {
        return region.fileBytes();
    }

    /** Where the entry directory has to end. */
    public long begin() {
        long pages = pages();
        return pages == 0 ? region.fileBytes() : top - pages * PAGE_BYTES;
    }

    /** Where the first page is, also while the pool has none. */
    public long firstByte() {
        return top - pages() * PAGE_BYTES;
    }

    /**
     * Allocates a page run.
     *
     * @param owner where in the file stands what it will belong to, a multiple of 128
     * @param fromReserve true for a compaction, which makes room
     * @return where it begins; 0 if there is none
     */
    public long allocate(long pages, long owner, boolean fromReserve) {
        lock.lock();
        boolean done = false;
        try {
            long offset = allocateLocked(pages, owner, fromReserve ? 0 : reserve);
            done = true;
            return offset;
        } finally {
            unlock(done);
        }
    }

    private long allocateLocked(long pages, long owner, long keep) {
        if (System.nanoTime() - noGrowthUntilNs >= 0) {
            noMemory = null;
        }
        for (; ; ) {
            if (words.getLong(PoolLayout.FREE) - pages >= keep) {
                long offset = allocateFree(pages, owner);
                if (offset != 0) {
                    return offset;
                }
            }
            if (!grow(pages)) {
                return 0;
            }
        }
    }

    /** Releases a page run. */
    public void free(long offset, long pages, long owner) {
        lock.lock();
        boolean done = false;
        try {
            if (!table.isUsedBy(offset, pages, owner)) {
                throw PageTable.damaged(where(), "run=" + offset + "+" + pages + " owner=" + owner);
            }
            long at = table.pageOf(offset, pages);
            if (at < words.getLong(PoolLayout.HINT)) {
                words.putLongRelease(PoolLayout.HINT, at);
            }
            table.setFree(at, pages);
            words.putLongRelease(PoolLayout.FREE, words.getLong(PoolLayout.FREE) + pages);
            done = true;
        } finally {
            unlock(done);
        }
    }

    /** True if so many pages are free besides the reserve, in one place or in several. */
    public boolean hasFree(long pages) {
        return words.getLongVolatile(PoolLayout.FREE) - pages >= reserve;
    }

    /** The most pages that are free in one place, the reserve included. */
    public long largestFree() {
        lock.lock();
        boolean done = false;
        try {
            // Joins free runs on its way.
            long largest = table.largestFree(pages());
            done = true;
            return largest;
        } finally {
            unlock(done);
        }
    }

    /** True if this run is in use by this owner; without the lock, for callers that know that the answer cannot change. */
    public boolean isRun(long offset, long pages, long owner) {
        return pages > 0
                && pages <= pages()
                && offset % PAGE_BYTES == 0
                && offset >= firstByte()
                && offset + pages * PAGE_BYTES <= top
                && table.isUsedBy(offset, pages, owner);
    }

    /** All runs in use whose owner stands in [from, to). */
    public List<PageRun> runsOf(long from, long to) {
        lock.lock();
        try {
            return table.runsOf(from, to, pages());
        } finally {
            lock.unlock();
        }
    }

    /** What is wrong with the page table; empty if nothing is. */
    public List<String> check() {
        lock.lock();
        try {
            List<String> problems = new ArrayList<>();
            long free = table.free(pages());
            if (free != words.getLong(PoolLayout.FREE)) {
                problems.add("pool free expected=" + free + " found=" + words.getLong(PoolLayout.FREE));
            }
            problems.addAll(table.checkHint(words.getLong(PoolLayout.HINT), pages()));
            return problems;
        } finally {
            lock.unlock();
        }
    }

    /** What an ordinary request that found nothing fails with. */
    public RegionFullException full(String what, long bytes) {
        long free = words.getLongVolatile(PoolLayout.FREE) * PAGE_BYTES;
        String message = what + " needed=" + bytes + " free=" + free + " capacity="
                + (region.fileBytes() - directoryBegin) + " bytes, of which " + reserve * PAGE_BYTES
                + " are kept back for moving records together: ";
        RegionFullException cause = noMemory;
        if (cause != null) {
            return new RegionFullException(
                    message + "the file system is full, not the region; make room there. " + cause.getMessage(), cause);
        }
        String way = "remove something, or create the region with a larger capacity";
        return new RegionFullException(
                free < bytes ? message + way : message + "what is free is in several pieces or kept back; " + way);
    }

    /** @param done false after a failure in the middle of a change: then the next holder counts anew, as after a death */
    private void unlock(boolean done) {
        if (done) {
            lock.unlock();
        } else {
            lock.abandon();
        }
    }

    /** After a holder's death, or its failure in the middle of a change. */
    private void recount() {
        words.putLong(PoolLayout.FREE, table.free(pages()));
        words.putLong(PoolLayout.HINT, 0);
    }

    /** First fit. */
    private long allocateFree(long wanted, long owner) {
        long count = pages();
        boolean first = true;
        for (long at = Math.max(0, words.getLong(PoolLayout.HINT)); at < count; ) {
            long run = table.runAt(at, count);
            long pages = PoolLayout.pages(run);
            if (!PoolLayout.isUsed(run)) {
                pages = table.join(at, pages, count);
                if (first) {
                    words.putLongRelease(PoolLayout.HINT, at);
                    first = false;
                }
                if (pages >= wanted) {
                    long offset = table.take(at, pages, wanted, owner);
                    words.putLongRelease(PoolLayout.FREE, words.getLong(PoolLayout.FREE) - wanted);
                    return offset;
                }
            }
            at += pages;
        }
        return 0;
    }

    private boolean grow(long wanted) {
        if (noMemory != null) {
            return false;
        }
        try {
            return region.underAdmin(() -> growUnderAdmin(wanted));
        } catch (RegionFullException e) {
            noMemory = e;
            noGrowthUntilNs = System.nanoTime() + NO_GROWTH_NS;
            return false;
        }
    }

    private boolean growUnderAdmin(long wanted) {
        long have = pages();
        long begin = top - have * PAGE_BYTES;
        long possible = (begin - header.getLongVolatile(HeaderLayout.DIRECTORY_BACKED)) / PAGE_BYTES;
        long toBorder = ((begin - 1) % HeaderLayout.PIECE_BYTES + 1) / PAGE_BYTES;
        long useful = Math.max(wanted, Math.max(MIN_GROWTH_PAGES, Math.min(have / 8, MAX_GROWTH_PAGES)));
        long pages = Math.min(useful, Math.min(possible, toBorder));
        if (pages <= 0) {
            return false;
        }
        backTable((have + pages) * Long.BYTES);
        region.back(begin - pages * PAGE_BYTES, pages * PAGE_BYTES);
        table.setFree(have, pages);
        words.putLongRelease(PoolLayout.FREE, words.getLong(PoolLayout.FREE) + pages);
        // [POOL] Published after the write: from here on these pages can be touched.
        words.putLongVolatile(PoolLayout.PAGES, have + pages);
        return true;
    }

    private void backTable(long bytes) {
        long backed = words.getLong(PoolLayout.TABLE_BACKED);
        if (backed < 0 || backed > region.fileBytes() - top) {
            throw PageTable.damaged(where(), "tableBacked=" + backed);
        }
        if (bytes > backed) {
            long target = Math.min(Layout.align(bytes, HeaderLayout.EXTENT_BYTES), region.fileBytes() - top);
            region.back(top + backed, target - backed);
            words.putLongRelease(PoolLayout.TABLE_BACKED, target);
        }
    }
}
