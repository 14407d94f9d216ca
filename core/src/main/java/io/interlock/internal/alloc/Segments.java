package io.interlock.internal.alloc;

import io.interlock.RegionFormatException;
import io.interlock.internal.access.MappedMemory;
import io.interlock.internal.format.ArenaLayout;
import io.interlock.internal.format.BlockLayout;
import io.interlock.internal.format.ChunkLayout;
import io.interlock.internal.pages.PageAllocator;
import io.interlock.internal.pages.PoolMemory;
import java.lang.invoke.VarHandle;
import java.util.ArrayList;
import java.util.List;

/**
 * The chunks of an {@link LogAllocator}: spans of the region's pages, linked to one another, each with blocks one behind the other; see
 * {@link ChunkLayout} and {@link BlockLayout}. Under the arena's lock.
 */
public final class Segments {

    private final PageAllocator pool;
    private final PoolMemory memory;
    private final MappedMemory words;
    private final long owner;
    private final String where;

    /**
     * @param words the arena's
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
        return words.getLong(ArenaLayout.CHUNKS);
    }

    /** The one behind, or 0. */
    long next(long chunk) {
        return memory.getLong(chunk + ChunkLayout.NEXT);
    }

    /** All of them. */
    List<Long> list() {
        List<Long> chunks = new ArrayList<>();
        long most = pool.pages();
        for (long chunk = first(); chunk != 0; chunk = next(chunk)) {
            chunks.add(require(chunk));
            if (chunks.size() > most) {
                throw damaged("chunks=" + chunks.size() + "/" + most);
            }
        }
        return chunks;
    }

    /** A chunk of that many pages, linked; 0 if there is none to be had. */
    long open(long pages, boolean fromReserve) {
        long chunk = pool.allocate(pages, owner, fromReserve);
        if (chunk != 0) {
            long bytes = pages * PageAllocator.PAGE_BYTES;
            memory.putInt(chunk + ChunkLayout.SIZE, (int) bytes);
            memory.putInt(chunk + ChunkLayout.USED, ChunkLayout.BLOCKS);
            memory.putInt(chunk + ChunkLayout.DEAD, 0);
            link(chunk);
            words.putLong(ArenaLayout.CAPACITY, words.getLong(ArenaLayout.CAPACITY) + bytes);
        }
        return chunk;
    }

    void link(long chunk) {
        long first = first();
        memory.putLong(chunk + ChunkLayout.PREV, 0);
        memory.putLong(chunk + ChunkLayout.NEXT, first);
        if (first != 0) {
            memory.putLong(require(first) + ChunkLayout.PREV, chunk);
        }
        words.putLong(ArenaLayout.CHUNKS, chunk);
    }

    /** A chunk without a block in use goes back to the region. */
    void giveBack(long chunk) {
        int size = memory.getInt(chunk + ChunkLayout.SIZE);
        long next = next(chunk);
        long previous = memory.getLong(chunk + ChunkLayout.PREV);
        if (next != 0) {
            memory.putLong(require(next) + ChunkLayout.PREV, previous);
        }
        if (previous != 0) {
            memory.putLong(require(previous) + ChunkLayout.NEXT, next);
        } else {
            words.putLong(ArenaLayout.CHUNKS, next);
        }
        words.putLong(
                ArenaLayout.GARBAGE, words.getLong(ArenaLayout.GARBAGE) - memory.getInt(chunk + ChunkLayout.DEAD));
        words.putLong(ArenaLayout.CAPACITY, words.getLong(ArenaLayout.CAPACITY) - size);
        release(chunk, size / PageAllocator.PAGE_BYTES);
    }

    /** To the pool; not linked any more. */
    void release(long chunk, long pages) {
        raiseMod();
        pool.free(chunk, pages, owner);
    }

    /** Before memory is given up, or bytes are written, that a reader may be at. */
    void raiseMod() {
        // [REUSE] before anybody can write there: a reader that saw other bytes than its block's sees this, and looks
        // again.
        words.putLongVolatile(ArenaLayout.MOD, words.getLong(ArenaLayout.MOD) + 1);
        VarHandle.fullFence();
    }

    /** The chunk of a block. */
    long of(long block) {
        return require(block - (long) BlockLayout.UNIT * memory.getInt(block + BlockLayout.CHUNK));
    }

    /** A block's bytes, checked against its chunk. */
    public int sizeOf(long block) {
        int size = memory.getInt(block + BlockLayout.SIZE);
        long chunk = of(block);
        boolean fits = size >= BlockLayout.KEY
                && size % BlockLayout.UNIT == 0
                && block >= chunk + ChunkLayout.BLOCKS
                && block + size <= chunk + memory.getInt(chunk + ChunkLayout.USED);
        if (!fits || (size > PageAllocator.PAGE_BYTES && !isOurs(chunk))) {
            throw damaged("block=" + block + " chunk=" + chunk + " size=" + size);
        }
        return size;
    }

    /** True if the region's page table says so too. */
    boolean isOurs(long chunk) {
        return pool.isSpan(chunk, memory.getInt(chunk + ChunkLayout.SIZE) / PageAllocator.PAGE_BYTES, owner);
    }

    long require(long chunk) {
        if (chunk % PageAllocator.PAGE_BYTES == 0 && memory.contains(chunk, PageAllocator.PAGE_BYTES)) {
            int size = memory.getInt(chunk + ChunkLayout.SIZE);
            int used = memory.getInt(chunk + ChunkLayout.USED);
            if (size % PageAllocator.PAGE_BYTES == 0
                    && used >= ChunkLayout.BLOCKS
                    && used <= size
                    && used % BlockLayout.UNIT == 0
                    && memory.contains(chunk, size)) {
                return chunk;
            }
        }
        throw damaged("chunk=" + chunk);
    }

    RegionFormatException damaged(String what) {
        return new RegionFormatException(
                where + " " + what + ": the region is damaged; stop its users, then unlink it");
    }
}
