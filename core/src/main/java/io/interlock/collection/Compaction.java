package io.interlock.collection;

import io.interlock.memory.MappedMemory;
import io.interlock.memory.PagePool;
import io.interlock.memory.PoolMemory;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Moves the blocks of sparse chunks together, so that whole chunks become free. A block is copied, then what refers to it is
 * changed by one store: a death in between leaves a copy that nobody uses. Under the arena's lock.
 */
final class Compaction {

    /** A chunk is worth moving from this part of it on that is not in use. */
    private static final int SPARSE_SHARE = 8;

    private final Arena arena;
    private final PoolMemory memory;
    private final MappedMemory words;
    private final Arena.Contents contents;

    /** A chunk that may be emptied. */
    private record Victim(long chunk, long live) {}

    Compaction(Arena arena, MappedMemory words, Arena.Contents contents) {
        this.arena = arena;
        this.memory = arena.memory();
        this.words = words;
        this.contents = contents;
    }

    /** Empties up to {@code most} chunks, the sparsest first, while more than this share of all memory is garbage. */
    void clean(int garbageShare, int most) {
        for (int i = 0; i < most && arena.garbage() * garbageShare > arena.capacity(); i++) {
            long sparsest = sparsest(garbageShare);
            if (sparsest == 0 || !empty(sparsest, arena.usualBytes())) {
                return;
            }
        }
    }

    /** Packs everything as tightly as it goes, if that frees a page; uses the region's reserve. */
    void squeeze() {
        List<Victim> victims = new ArrayList<>();
        long pages = 0;
        long live = 0;
        for (long chunk : chunks()) {
            long size = size(chunk);
            long used = live(chunk);
            long unused = size - ChunkLayout.BLOCKS - used;
            if (unused * SPARSE_SHARE >= size || Arena.pagesFor(used) * PagePool.PAGE_BYTES < size) {
                victims.add(new Victim(chunk, used));
                pages += size / PagePool.PAGE_BYTES;
                live += used;
            }
        }
        if (Arena.pagesFor(live) >= pages) {
            return;
        }
        arena.makeCurrent(0);
        victims.sort(Comparator.comparingLong(Victim::live));
        for (Victim victim : victims) {
            // What had nothing in use has been given back with the current chunk, or is now.
            if (victim.live() > 0 && !empty(victim.chunk(), live)) {
                return;
            }
            live -= victim.live();
        }
    }

    /** The arena's chunks. */
    List<Long> chunks() {
        List<Long> chunks = new ArrayList<>();
        long most = arena.pool().pages();
        for (long chunk = arena.first(); chunk != 0; chunk = arena.next(chunk)) {
            chunks.add(arena.requireChunk(chunk));
            if (chunks.size() > most) {
                throw arena.damaged("chunks=" + chunks.size() + "/" + most);
            }
        }
        return chunks;
    }

    private long sparsest(int garbageShare) {
        long found = 0;
        double most = 0;
        for (long chunk : chunks()) {
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
     * @param wishedBytes of room in chunks that have to be opened for that
     * @return false if there was no memory to move to; then some is still where it was
     */
    private boolean empty(long chunk, long wishedBytes) {
        int used = memory.getInt(chunk + ChunkLayout.USED);
        for (long at = chunk + ChunkLayout.BLOCKS; at < chunk + used; ) {
            int size = blockSize(at, chunk + used);
            if (contents.isInUse(at) && !move(chunk, at, size, wishedBytes)) {
                return false;
            }
            at += size;
        }
        arena.giveBack(chunk);
        return true;
    }

    private boolean move(long chunk, long block, int size, long wishedBytes) {
        int type = memory.getInt(block + BlockLayout.TYPE);
        long copy = arena.makeInCurrent(size, type);
        if (copy == 0 && open(size, wishedBytes)) {
            copy = arena.makeInCurrent(size, type);
        }
        if (copy == 0) {
            return false;
        }
        memory.copy(block + BlockLayout.HASH, copy + BlockLayout.HASH, size - BlockLayout.HASH);
        arena.countMove();
        contents.moved(block, copy);
        memory.putInt(chunk + ChunkLayout.DEAD, memory.getInt(chunk + ChunkLayout.DEAD) + size);
        words.putLong(ArenaLayout.GARBAGE, arena.garbage() + size);
        return true;
    }

    private boolean open(long size, long wishedBytes) {
        long most = Arena.pagesFor(Math.min(wishedBytes, arena.mostChunkBytes() - ChunkLayout.BLOCKS));
        long least = Arena.pagesFor(size);
        for (long pages = Math.max(most, least);
                pages >= least;
                pages = Math.min(pages - 1, Math.max(least, pages / 2))) {
            long chunk = arena.newChunk(pages, true);
            if (chunk != 0) {
                arena.makeCurrent(chunk);
                return true;
            }
        }
        return false;
    }

    private int blockSize(long block, long end) {
        int size = memory.getInt(block + BlockLayout.SIZE);
        if (size < BlockLayout.KEY || size % BlockLayout.UNIT != 0 || size > end - block) {
            throw arena.damaged("block=" + block + " size=" + size);
        }
        return size;
    }

    private long size(long chunk) {
        return memory.getInt(chunk + ChunkLayout.SIZE);
    }

    private long live(long chunk) {
        return memory.getInt(chunk + ChunkLayout.USED) - ChunkLayout.BLOCKS - memory.getInt(chunk + ChunkLayout.DEAD);
    }
}
