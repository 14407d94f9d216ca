package io.interlock.internal.alloc;

import io.interlock.internal.format.BlockLayout;
import io.interlock.internal.format.ChunkLayout;
import io.interlock.internal.pages.PoolMemory;
import java.util.Comparator;
import java.util.List;

/**
 * Makes blocks of what is not in use between others: the last resort of a full region. It takes no page, so it also works where
 * nothing is left of the pages that the region keeps back; but readers of the whole arena have to look again. Under the arena's
 * lock.
 */
final class GapAllocator {

    private final LogAllocator arena;
    private final PoolMemory memory;
    private final LogAllocator.Contents contents;
    private final Compaction compaction;

    GapAllocator(LogAllocator arena, LogAllocator.Contents contents, Compaction compaction) {
        this.arena = arena;
        this.memory = arena.memory();
        this.contents = contents;
        this.compaction = compaction;
    }

    /** A block in a hole, or 0 if there is none that fits. */
    long make(long size, int type) {
        return new Search(arena.chunks().list(), 0).make(size, type);
    }

    /**
     * Empties chunks into holes of others, until the region has again what it keeps back. A piece of packing that found its
     * pages in other places than it had reckoned with, or that a death ended, has left less.
     */
    void restoreReserve() {
        if (arena.pool().hasFree(0)) {
            return;
        }
        List<Long> chunks = arena.chunks().list();
        chunks.sort(Comparator.comparingLong(compaction::live));
        for (long chunk : List.copyOf(chunks)) {
            boolean movable = compaction.size(chunk) <= arena.maxChunkBytes() && chunk != arena.current();
            if (movable && empty(chunk, new Search(chunks, chunk))) {
                chunks.remove(chunk);
                if (arena.pool().hasFree(0)) {
                    return;
                }
            }
        }
    }

    private boolean empty(long chunk, Search search) {
        long end = compaction.end(chunk);
        for (long at = chunk + ChunkLayout.BLOCKS; at < end; ) {
            int size = compaction.blockSize(at, end);
            if (contents.isInUse(at)) {
                long copy = search.make(size, BlockLayout.type(memory.getInt(at + BlockLayout.TYPE)));
                if (copy == 0) {
                    return false;
                }
                compaction.move(chunk, at, copy, size);
            }
            at += size;
        }
        arena.chunks().giveBack(chunk);
        return true;
    }

    /** Looks through chunks for holes, one behind the other; each time from where it was before. */
    private final class Search {
        private final List<Long> chunks;
        private final long except;
        private int index;
        private long from;

        Search(List<Long> chunks, long except) {
            this.chunks = chunks;
            this.except = except;
        }

        long make(long size, int type) {
            for (; index < chunks.size(); index++, from = 0) {
                long chunk = chunks.get(index);
                long block = chunk == except ? 0 : makeIn(chunk, size, type);
                if (block != 0) {
                    from = block + size;
                    return block;
                }
            }
            return 0;
        }

        private long makeIn(long chunk, long size, int type) {
            int used = memory.getInt(chunk + ChunkLayout.USED);
            if (size <= compaction.room(chunk)) {
                return arena.make(chunk, used, (int) size, type);
            }
            if (memory.getInt(chunk + ChunkLayout.DEAD) < size) {
                return 0;
            }
            long end = compaction.end(chunk);
            long hole = Math.max(from, chunk + ChunkLayout.BLOCKS);
            for (long at = hole; at < end; ) {
                long next = at + compaction.blockSize(at, end);
                if (contents.isInUse(at)) {
                    hole = next;
                } else if (next - hole == size || next - hole >= size + BlockLayout.KEY) {
                    arena.fillHole(chunk, hole, next, (int) size, type);
                    return hole;
                }
                at = next;
            }
            return 0;
        }
    }
}
