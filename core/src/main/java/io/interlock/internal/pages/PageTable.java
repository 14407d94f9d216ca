package io.interlock.internal.pages;

import io.interlock.RegionFormatException;
import io.interlock.internal.access.MappedMemory;
import io.interlock.internal.format.HeaderLayout;
import io.interlock.internal.format.PoolLayout;
import java.util.ArrayList;
import java.util.List;

/**
 * The words of the page table, and what they say: where runs begin and end, and whose they are; see {@link PoolLayout}. Page
 * numbers count from the end of the region downwards. Under the pool's lock, but for {@link #isUsedBy}.
 */
final class PageTable {

    private static final int PAGE_BYTES = PoolLayout.PAGE_BYTES;

    private final String where;
    private final MappedMemory[] pieces;
    private final long top;

    /** @param top where in the file the table begins, and page 0 ends */
    PageTable(String where, MappedMemory[] pieces, long top) {
        this.where = where;
        this.pieces = pieces;
        this.top = top;
    }

    /** Called with a run's first page and its word. */
    @FunctionalInterface
    private interface RunVisitor {
        void visit(long at, long run);
    }

    private void forEach(long count, RunVisitor visitor) {
        for (long at = 0; at < count; ) {
            long run = runAt(at, count);
            visitor.visit(at, run);
            at += PoolLayout.pages(run);
        }
    }

    /** The word of the run that begins at this page, of so many that there are. */
    long runAt(long at, long count) {
        long run = word(at);
        long pages = PoolLayout.pages(run);
        if (run < 0 || pages == 0 || pages > count - at) {
            throw damaged(where, "page=" + at + "/" + count + " run=" + Long.toHexString(run));
        }
        return run;
    }

    /** Gives a part of a free run to an owner; returns where it begins. */
    long take(long at, long pages, long wanted, long owner) {
        if (pages > wanted) {
            // Means nothing until the run before it ends here.
            setWord(at + wanted, PoolLayout.free(pages - wanted));
        }
        setWord(at, PoolLayout.used(wanted, owner));
        return offsetOf(at + wanted);
    }

    void setFree(long at, long pages) {
        setWord(at, PoolLayout.free(pages));
    }

    /** Joins a free run with the free ones after it, as far as they are in one mapped piece; returns how many pages that makes. */
    long join(long at, long pages, long count) {
        long all = pages;
        while (at + all < count) {
            long next = runAt(at + all, count);
            long more = all + PoolLayout.pages(next);
            if (PoolLayout.isUsed(next) || pieceOf(offsetOf(at + more)) != pieceOf(offsetOf(at) - 1)) {
                break;
            }
            all = more;
        }
        if (all != pages) {
            setFree(at, all);
        }
        return all;
    }

    /** How many pages are free. */
    long free(long count) {
        long[] free = {0};
        forEach(count, (at, run) -> free[0] += PoolLayout.isUsed(run) ? 0 : PoolLayout.pages(run));
        return free[0];
    }

    /** The most pages that are free in one place, which is one run then. */
    long largestFree(long count) {
        long largest = 0;
        for (long at = 0; at < count; ) {
            long run = runAt(at, count);
            long pages = PoolLayout.pages(run);
            if (!PoolLayout.isUsed(run)) {
                pages = join(at, pages, count);
                largest = Math.max(largest, pages);
            }
            at += pages;
        }
        return largest;
    }

    /** All runs in use whose owner stands in [from, to). */
    List<PageAllocator.PageRun> runsOf(long from, long to, long count) {
        List<PageAllocator.PageRun> runs = new ArrayList<>();
        forEach(count, (at, run) -> {
            long pages = PoolLayout.pages(run);
            long owner = PoolLayout.owner(run);
            if (PoolLayout.isUsed(run) && owner >= from && owner < to) {
                runs.add(new PageAllocator.PageRun(offsetOf(at + pages), pages, owner));
            }
        });
        return runs;
    }

    /** What is wrong with HINT; empty if nothing is. */
    List<String> checkHint(long hint, long count) {
        List<String> problems = new ArrayList<>();
        long at = 0;
        while (at < hint && at < count) {
            long run = runAt(at, count);
            if (!PoolLayout.isUsed(run)) {
                problems.add("pool free page=" + at + " before hint=" + hint);
            }
            at += PoolLayout.pages(run);
        }
        if (at != hint) {
            problems.add("pool hint=" + hint + " is within the run before page=" + at);
        }
        return problems;
    }

    /** True if these pages are one run of this owner. */
    boolean isUsedBy(long offset, long pages, long owner) {
        return word(pageOf(offset, pages)) == PoolLayout.used(pages, owner);
    }

    /** The first page of a run. */
    long pageOf(long offset, long pages) {
        return (top - offset) / PAGE_BYTES - pages;
    }

    /** Where a run begins that ends before the page of this number: pages count downwards. */
    private long offsetOf(long page) {
        return top - page * PAGE_BYTES;
    }

    private long word(long page) {
        long at = top + page * Long.BYTES;
        return pieces[pieceOf(at)].getLong((int) (at % HeaderLayout.PIECE_BYTES));
    }

    private void setWord(long page, long word) {
        long at = top + page * Long.BYTES;
        pieces[pieceOf(at)].putLongRelease((int) (at % HeaderLayout.PIECE_BYTES), word);
    }

    private static int pieceOf(long offset) {
        return (int) (offset / HeaderLayout.PIECE_BYTES);
    }

    static RegionFormatException damaged(String where, String what) {
        return new RegionFormatException(
                where + " pool " + what + ": the region is damaged; stop its users, then unlink it");
    }
}
