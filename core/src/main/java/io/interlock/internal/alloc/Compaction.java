package io.interlock.internal.alloc;

import io.interlock.internal.access.MappedMemory;
import io.interlock.internal.format.ArenaLayout;
import io.interlock.internal.format.BlockLayout;
import io.interlock.internal.format.ChunkLayout;
import io.interlock.internal.pages.PageAllocator;
import io.interlock.internal.pages.PoolMemory;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Moves blocks, so that whole chunks become free. A block is copied, then what refers to it is changed by one store: a death in
 * between leaves a copy that nobody uses. Under the arena's lock.
 *
 * <ul>
 *   <li>{@link #clean}, now and then: empties the sparsest chunks.
 *   <li>{@link #squeeze}, where the region is full: packs blocks tightly, with the pages that the region keeps back for this.
 *       Tried on paper first, as it must not end with more pages than it began.
 *   <li>{@link #slide}, where enough is free but not in one place: moves chunks to where the region fills up first.
 * </ul>
 */
public final class Compaction {

    private final LogAllocator arena;
    private final PoolMemory memory;
    private final MappedMemory words;
    private final LogAllocator.Contents contents;
    private final GapAllocator holes;

    /** How large the chunks are that are opened for what is moved, and from which memory. Set for each piece of work. */
    private long maxPages;

    private boolean fromReserve;
    private boolean mayMoveCurrent;

    /** A chunk that may be emptied. */
    private record Victim(long chunk, long live, long pages) {
        long unused() {
            return pages * PageAllocator.PAGE_BYTES - ChunkLayout.BLOCKS - live;
        }
    }

    public Compaction(LogAllocator arena, MappedMemory words, LogAllocator.Contents contents) {
        this.arena = arena;
        this.memory = arena.memory();
        this.words = words;
        this.contents = contents;
        this.holes = new GapAllocator(arena, contents, this);
    }

    public GapAllocator holes() {
        return holes;
    }

    /** Empties up to {@code most} chunks, the sparsest first, while more than this share of all memory is garbage. */
    public void clean(int garbageShare, int most) {
        maxPages = arena.maxChunkBytes() / PageAllocator.PAGE_BYTES;
        fromReserve = false;
        for (int i = 0; i < most && arena.garbage() * garbageShare > arena.capacity(); i++) {
            arena.spare().drop();
            long sparsest = sparsest(garbageShare);
            if (sparsest == 0 || empty(sparsest, arena.usualBytes()) < 0) {
                return;
            }
        }
    }

    /** Packs everything, if that frees a page. */
    public void squeeze() {
        useReserve();
        List<Victim> victims = victims();
        long pages = victims.stream().mapToLong(Victim::pages).sum();
        long live = victims.stream().mapToLong(Victim::live).sum();
        if (LogAllocator.pagesFor(live) < pages && pagesPacked(victims, 0) < pages) {
            pack(victims, 0);
        }
    }

    /** Packs as much as is needed to have room for a block of this size, or what there is to pack. */
    public void squeezeFor(long size) {
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
        squeeze();
    }

    private void useReserve() {
        arena.spare().drop();
        holes.restoreReserve();
        // Larger ones than can be had would turn out smaller than they were on paper.
        long free = arena.pool().largestFree();
        maxPages = Math.max(1, Math.min(arena.maxChunkBytes() / PageAllocator.PAGE_BYTES, free));
        fromReserve = true;
        mayMoveCurrent = free > 0;
        if (free == 0 && arena.current() == 0) {
            // A death has left the reserve half used: what is left of it is the room at the end of some chunk.
            useLargestRoom();
        }
    }

    private void useLargestRoom() {
        arena.chunks().list().stream().max(Comparator.comparingLong(this::room)).ifPresent(arena::setCurrent);
    }

    /** Moves whole chunks to where the region gives memory out first; what is behind them becomes one piece. */
    public void slide() {
        arena.spare().drop();
        List<Long> chunks = arena.chunks().list();
        // Pages are given out from the end of the region on.
        chunks.sort(Comparator.naturalOrder());
        for (long chunk : chunks) {
            long before = arena.current();
            long target = arena.chunks().open(size(chunk) / PageAllocator.PAGE_BYTES, true);
            if (target < chunk) {
                if (target != 0) {
                    arena.chunks().giveBack(target);
                }
                return;
            }
            arena.setCurrent(target);
            if (empty(chunk, 0) < 0) {
                return;
            }
            arena.setCurrent(before == chunk ? target : before);
        }
    }

    /**
     * What can be packed, with the most unused first. Not what holds a block of more pages than are free in one place: it would
     * end the work before its begin, while packing the others may make such a place.
     */
    private List<Victim> victims() {
        List<Victim> victims = new ArrayList<>();
        for (long chunk : arena.chunks().list()) {
            Victim victim = new Victim(chunk, live(chunk), size(chunk) / PageAllocator.PAGE_BYTES);
            boolean movable = size(chunk) <= arena.maxChunkBytes() && (mayMoveCurrent || chunk != arena.current());
            if (movable && victim.unused() > 0 && LogAllocator.pagesFor(largestBlock(chunk)) <= maxPages) {
                victims.add(victim);
            }
        }
        victims.sort(Comparator.comparingLong(Victim::unused).reversed());
        return victims;
    }

    private long largestBlock(long chunk) {
        long largest = 0;
        long end = end(chunk);
        for (long at = chunk + ChunkLayout.BLOCKS; at < end; at += blockSize(at, end)) {
            if (contents.isInUse(at)) {
                largest = Math.max(largest, blockSize(at, end));
            }
        }
        return largest;
    }

    /** How many pages these chunks' blocks will take, and one more block of that size. */
    private long pagesPacked(List<Victim> victims, long size) {
        long left = victims.stream().mapToLong(Victim::live).sum() + size;
        CompactionEstimate paper = new CompactionEstimate(left, holdsCurrent(victims) ? 0 : roomInCurrent(), maxPages);
        for (Victim victim : victims) {
            long end = end(victim.chunk());
            for (long at = victim.chunk() + ChunkLayout.BLOCKS; at < end; at += blockSize(at, end)) {
                if (contents.isInUse(at)) {
                    paper.add(blockSize(at, end));
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
            arena.setCurrent(0);
        }
        long left = victims.stream().mapToLong(Victim::live).sum() + size;
        for (int i = 0; i < victims.size() && left >= 0; i++) {
            left = empty(victims.get(i).chunk(), left);
        }
        if (arena.current() == 0) {
            useLargestRoom();
        }
    }

    private boolean holdsCurrent(List<Victim> victims) {
        return victims.stream().anyMatch(victim -> victim.chunk() == arena.current());
    }

    private long roomInCurrent() {
        long current = arena.current();
        return current == 0 ? 0 : room(arena.chunks().require(current));
    }

    public long room(long chunk) {
        return size(chunk) - memory.getInt(chunk + ChunkLayout.USED);
    }

    private long sparsest(int garbageShare) {
        long found = 0;
        double most = 0;
        for (long chunk : arena.chunks().list()) {
            double dead = (double) memory.getInt(chunk + ChunkLayout.DEAD) / size(chunk);
            if (chunk != arena.current() && dead * garbageShare >= 1 && dead > most) {
                most = dead;
                found = chunk;
            }
        }
        return found;
    }

    /**
     * Moves all that is in use out of a chunk and gives the chunk back.
     *
     * @param left how many bytes are to be moved in all, this chunk's included; for the size of chunks that are opened for it
     * @return what is left to be moved then; negative if there was no memory, and some is still where it was
     */
    private long empty(long chunk, long left) {
        long end = end(chunk);
        long leftAfter = left;
        for (long at = chunk + ChunkLayout.BLOCKS; at < end; ) {
            int size = blockSize(at, end);
            if (contents.isInUse(at)) {
                long copy = makeCopy(at, size, leftAfter);
                if (copy == 0) {
                    return -1;
                }
                move(chunk, at, copy, size);
                leftAfter -= size;
            }
            at += size;
        }
        arena.chunks().giveBack(chunk);
        return Math.max(0, leftAfter);
    }

    private long makeCopy(long block, int size, long left) {
        int type = BlockLayout.type(memory.getInt(block + BlockLayout.TYPE));
        long copy = arena.makeInCurrent(size, type);
        return copy == 0 && open(size, left) ? arena.makeInCurrent(size, type) : copy;
    }

    public void move(long chunk, long block, long copy, int size) {
        memory.copy(block + BlockLayout.HASH, copy + BlockLayout.HASH, size - BlockLayout.HASH);
        arena.countMove();
        contents.moved(block, copy);
        memory.putInt(chunk + ChunkLayout.DEAD, memory.getInt(chunk + ChunkLayout.DEAD) + size);
        words.putLong(ArenaLayout.GARBAGE, arena.garbage() + size);
    }

    private boolean open(long size, long left) {
        long least = LogAllocator.pagesFor(size);
        long pages = CompactionEstimate.pagesToOpen(size, left, maxPages);
        for (; pages >= least; pages = pages == least ? 0 : Math.max(least, pages / 2)) {
            long chunk = arena.chunks().open(pages, fromReserve);
            if (chunk != 0) {
                arena.makeCurrent(chunk);
                return true;
            }
        }
        return false;
    }

    public int blockSize(long block, long end) {
        int size = memory.getInt(block + BlockLayout.SIZE);
        if (size < BlockLayout.KEY || size % BlockLayout.UNIT != 0 || size > end - block) {
            throw arena.damaged("block=" + block + " size=" + size);
        }
        return size;
    }

    /** Behind the last block. */
    public long end(long chunk) {
        return chunk + memory.getInt(chunk + ChunkLayout.USED);
    }

    public long size(long chunk) {
        return memory.getInt(chunk + ChunkLayout.SIZE);
    }

    public long live(long chunk) {
        return (long) memory.getInt(chunk + ChunkLayout.USED)
                - ChunkLayout.BLOCKS
                - memory.getInt(chunk + ChunkLayout.DEAD);
    }
}
