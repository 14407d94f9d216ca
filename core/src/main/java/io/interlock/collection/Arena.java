package io.interlock.collection;

import io.interlock.RegionFormatException;
import io.interlock.memory.Layout;
import io.interlock.memory.MappedMemory;
import io.interlock.memory.PagePool;
import io.interlock.memory.PoolMemory;
import java.lang.invoke.VarHandle;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/**
 * The memory of one structure under one lock: blocks in chunks, made one behind the other as in a log, and never changed in
 * size. Whoever calls holds the lock, but for {@link #pool} and {@link #memory}.
 *
 * <p>A block that is given up only counts as garbage. Its memory comes back when its chunk has no block in use any more, and
 * the chunk goes back to the region; {@link Compaction} moves what is left in sparse chunks. So a reader that has found a
 * block can go on reading it until MOD is raised, which happens once for a whole chunk and not for each block; and nothing is
 * ever half free: what was made by a thread that died before it used it is garbage like any other.
 */
final class Arena {

    /** Larger blocks have a chunk of their own, this part of the largest chunk. */
    private static final int LARGE_SHARE = 2;

    /** Above this part of all memory that is garbage, sparse chunks are moved. */
    private static final int GARBAGE_SHARE = 3;

    private static final int MOST_MOVES = 2;

    private final PagePool pool;
    private final PoolMemory memory;
    private final MappedMemory words;
    private final long owner;
    private final String where;
    private final int mostChunkBytes;
    private final Compaction compaction;
    private final Neighbours neighbours;

    /** Grows whenever blocks were moved: whoever remembers where one was looks again. */
    private long moves;

    /** What hangs from the arena's words. */
    interface Contents {

        /** True if the block is in use. */
        boolean isInUse(long block);

        /** Lets what refers to the block refer to its copy; by one store. */
        void moved(long from, long to);

        /** Gives each block in use to the visitor. */
        void forEach(BlockVisitor visitor);
    }

    /** Called for a block in use. */
    @FunctionalInterface
    interface BlockVisitor {
        void visit(long block);
    }

    /** The other arenas of the same collection. */
    @FunctionalInterface
    interface Neighbours {

        /** Has each of them but one do that, as far as they can be had, until it is enough. */
        void forEach(Arena except, Consumer<Compaction> work, BooleanSupplier enough);
    }

    /**
     * An arena whose words are laid out as {@link ArenaLayout} says.
     *
     * @param owner where in the file the words are
     */
    Arena(PagePool pool, MappedMemory words, long owner, String where, Contents contents, Neighbours neighbours) {
        this.pool = pool;
        this.memory = pool.memory();
        this.words = words;
        this.owner = owner;
        this.where = where;
        this.neighbours = neighbours;
        this.mostChunkBytes = pool.reservePages() * PagePool.PAGE_BYTES;
        this.compaction = new Compaction(this, words, contents);
    }

    PagePool pool() {
        return pool;
    }

    PoolMemory memory() {
        return memory;
    }

    long owner() {
        return owner;
    }

    int mostChunkBytes() {
        return mostChunkBytes;
    }

    long moves() {
        return moves;
    }

    void countMove() {
        moves++;
    }

    Compaction compaction() {
        return compaction;
    }

    /**
     * Makes a block; its content is the caller's to write. May move other blocks, see {@link #moves}.
     *
     * @throws io.interlock.RegionFullException if there is no room, also after all was moved together; nothing has changed
     */
    long allocate(long bytes, int type) {
        long size = Layout.align(bytes, BlockLayout.UNIT);
        long block = makeInCurrent(size, type);
        return block != 0 ? block : allocateSlow(size, type);
    }

    /** A block that is not in use any more. */
    void free(long block) {
        int size = sizeOf(block);
        long chunk = chunkOf(block);
        int dead = memory.getInt(chunk + ChunkLayout.DEAD) + size;
        memory.putInt(chunk + ChunkLayout.DEAD, dead);
        words.putLong(ArenaLayout.GARBAGE, words.getLong(ArenaLayout.GARBAGE) + size);
        if (dead == memory.getInt(chunk + ChunkLayout.USED) - ChunkLayout.BLOCKS && chunk != current()) {
            giveBack(chunk);
        }
    }

    /** Gives all memory back; nothing hangs from the arena any more. */
    void clear() {
        words.putLong(ArenaLayout.CURRENT, 0);
        for (long chunk = first(), next; chunk != 0; chunk = next) {
            next = next(requireChunk(chunk));
            giveBack(chunk);
        }
    }

    long current() {
        return words.getLong(ArenaLayout.CURRENT);
    }

    long first() {
        return words.getLong(ArenaLayout.CHUNKS);
    }

    long next(long chunk) {
        return memory.getLong(chunk + ChunkLayout.NEXT);
    }

    long garbage() {
        return words.getLong(ArenaLayout.GARBAGE);
    }

    long capacity() {
        return words.getLong(ArenaLayout.CAPACITY);
    }

    /** Makes a block in the current chunk; 0 if it does not fit. */
    long makeInCurrent(long size, int type) {
        long chunk = current();
        if (chunk == 0) {
            return 0;
        }
        requireChunk(chunk);
        int used = memory.getInt(chunk + ChunkLayout.USED);
        return size <= memory.getInt(chunk + ChunkLayout.SIZE) - used ? make(chunk, used, (int) size, type) : 0;
    }

    long make(long chunk, int used, int size, int type) {
        long block = chunk + used;
        memory.putInt(block + BlockLayout.SIZE, size);
        memory.putInt(block + BlockLayout.CHUNK, used / BlockLayout.UNIT);
        memory.putInt(block + BlockLayout.TYPE, type);
        // After the block's head: up to USED the chunk can be read block by block, whenever its writer dies.
        memory.putIntRelease(chunk + ChunkLayout.USED, used + size);
        return block;
    }

    /** Makes a block at the begin of [hole, end), where nothing is in use; the rest becomes garbage of its own. */
    void fillHole(long chunk, long hole, long end, int size, int type) {
        raiseMod();
        int at = (int) (hole - chunk);
        if (hole + size < end) {
            memory.putInt(hole + size + BlockLayout.SIZE, (int) (end - hole - size));
            memory.putInt(hole + size + BlockLayout.CHUNK, (at + size) / BlockLayout.UNIT);
            memory.putInt(hole + size + BlockLayout.TYPE, BlockLayout.ENTRY);
        }
        memory.putInt(hole + BlockLayout.CHUNK, at / BlockLayout.UNIT);
        memory.putInt(hole + BlockLayout.TYPE, type);
        // Before and after this store the chunk can be read block by block.
        memory.putIntRelease(hole + BlockLayout.SIZE, size);
        memory.putInt(chunk + ChunkLayout.DEAD, memory.getInt(chunk + ChunkLayout.DEAD) - size);
        words.putLong(ArenaLayout.GARBAGE, garbage() - size);
    }

    private void raiseMod() {
        // [REUSE] before anybody can write there: a reader that saw other bytes than its block's sees this, and looks
        // again.
        words.putLongVolatile(ArenaLayout.MOD, words.getLong(ArenaLayout.MOD) + 1);
        VarHandle.fullFence();
    }

    private long allocateSlow(long size, int type) {
        if (size > (long) PagePool.PAGE_BYTES * (1 << 17)) {
            throw new IllegalArgumentException(
                    where + " bytes=" + size + ": too large; an element has at most 512 MiB");
        }
        if (size > mostChunkBytes / LARGE_SHARE) {
            long chunk = newChunk(pagesFor(size), false);
            return chunk == 0 ? allocateSqueezing(size, type) : make(chunk, ChunkLayout.BLOCKS, (int) size, type);
        }
        long block = 0;
        if (openCurrent(size)) {
            compaction.clean(GARBAGE_SHARE, MOST_MOVES);
            block = makeInCurrent(size, type);
            if (block == 0 && openCurrent(size)) {
                block = makeInCurrent(size, type);
            }
        }
        return block == 0 ? allocateSqueezing(size, type) : block;
    }

    private long allocateSqueezing(long size, int type) {
        pool.squeezeLock().lock();
        try {
            long[] block = {compaction.holes().make(size, type)};
            if (block[0] == 0) {
                compaction.squeezeFor(size);
                block[0] = makeSomewhere(size, type);
            }
            BooleanSupplier made = () -> (block[0] = makeSomewhere(size, type)) != 0;
            if (block[0] == 0) {
                neighbours.forEach(this, Compaction::squeeze, made);
            }
            if (block[0] == 0 && pool.hasFree(pagesFor(size))) {
                compaction.slide();
                if (!made.getAsBoolean()) {
                    neighbours.forEach(this, Compaction::slide, made);
                }
            }
            if (block[0] == 0) {
                throw pool.full(where, size);
            }
            return block[0];
        } finally {
            pool.squeezeLock().unlock();
        }
    }

    private long makeSomewhere(long size, int type) {
        long block = makeInCurrent(size, type);
        if (block != 0) {
            return block;
        }
        long chunk = newChunk(pagesFor(size), false);
        if (chunk == 0) {
            return 0;
        }
        if (size <= mostChunkBytes / LARGE_SHARE) {
            makeCurrent(chunk);
        }
        return make(chunk, ChunkLayout.BLOCKS, (int) size, type);
    }

    /** Opens a chunk of a size that suits what the arena holds; false if there is none to be had. */
    private boolean openCurrent(long size) {
        long chunk = newChunk(pagesFor(Math.max(usualBytes(), 2 * size)), false);
        if (chunk == 0) {
            chunk = newChunk(pagesFor(size), false);
        }
        if (chunk != 0) {
            makeCurrent(chunk);
        }
        return chunk != 0;
    }

    /** Room for blocks in a chunk that suits what the arena holds: small ones for little. */
    long usualBytes() {
        long inUse = capacity() - garbage();
        long bytes = Math.min(mostChunkBytes, Long.highestOneBit(Math.max(inUse / 2, PagePool.PAGE_BYTES)));
        return bytes - ChunkLayout.BLOCKS;
    }

    /** Makes blocks there from now on; the chunk before stays where it is, also with nothing in use. */
    void setCurrent(long chunk) {
        words.putLongRelease(ArenaLayout.CURRENT, chunk);
    }

    void makeCurrent(long chunk) {
        long before = current();
        setCurrent(chunk);
        if (before != 0) {
            int live = memory.getInt(before + ChunkLayout.USED)
                    - ChunkLayout.BLOCKS
                    - memory.getInt(before + ChunkLayout.DEAD);
            if (live == 0) {
                giveBack(before);
            }
        }
    }

    /** A chunk of that many pages, linked; 0 if there is none to be had. */
    long newChunk(long pages, boolean fromReserve) {
        long chunk = pool.allocate(pages, owner, fromReserve);
        if (chunk != 0) {
            long bytes = pages * PagePool.PAGE_BYTES;
            memory.putInt(chunk + ChunkLayout.SIZE, (int) bytes);
            memory.putInt(chunk + ChunkLayout.USED, ChunkLayout.BLOCKS);
            memory.putInt(chunk + ChunkLayout.DEAD, 0);
            link(chunk);
            words.putLong(ArenaLayout.CAPACITY, capacity() + bytes);
        }
        return chunk;
    }

    void link(long chunk) {
        long first = first();
        memory.putLong(chunk + ChunkLayout.PREV, 0);
        memory.putLong(chunk + ChunkLayout.NEXT, first);
        if (first != 0) {
            memory.putLong(requireChunk(first) + ChunkLayout.PREV, chunk);
        }
        words.putLong(ArenaLayout.CHUNKS, chunk);
    }

    /** A chunk without a block in use goes back to the region. */
    void giveBack(long chunk) {
        int size = memory.getInt(chunk + ChunkLayout.SIZE);
        long next = next(chunk);
        long previous = memory.getLong(chunk + ChunkLayout.PREV);
        if (next != 0) {
            memory.putLong(requireChunk(next) + ChunkLayout.PREV, previous);
        }
        if (previous != 0) {
            memory.putLong(requireChunk(previous) + ChunkLayout.NEXT, next);
        } else {
            words.putLong(ArenaLayout.CHUNKS, next);
        }
        words.putLong(ArenaLayout.GARBAGE, garbage() - memory.getInt(chunk + ChunkLayout.DEAD));
        words.putLong(ArenaLayout.CAPACITY, capacity() - size);
        release(chunk, size / PagePool.PAGE_BYTES);
    }

    /** To the pool; not linked any more. */
    void release(long chunk, long pages) {
        // [REUSE] before anybody can write there: a reader that saw other bytes than its block's sees this, and looks
        // again.
        words.putLongVolatile(ArenaLayout.MOD, words.getLong(ArenaLayout.MOD) + 1);
        pool.free(chunk, pages, owner);
    }

    static long pagesFor(long blockBytes) {
        return (ChunkLayout.BLOCKS + blockBytes + PagePool.PAGE_BYTES - 1) / PagePool.PAGE_BYTES;
    }

    long chunkOf(long block) {
        return requireChunk(block - (long) BlockLayout.UNIT * memory.getInt(block + BlockLayout.CHUNK));
    }

    /** A block's bytes, checked against its chunk. */
    int sizeOf(long block) {
        int size = memory.getInt(block + BlockLayout.SIZE);
        long chunk = chunkOf(block);
        boolean fits = size >= BlockLayout.KEY
                && size % BlockLayout.UNIT == 0
                && block >= chunk + ChunkLayout.BLOCKS
                && block + size <= chunk + memory.getInt(chunk + ChunkLayout.USED);
        if (!fits || (size > PagePool.PAGE_BYTES && !isOurs(chunk))) {
            throw damaged("block=" + block + " chunk=" + chunk + " size=" + size);
        }
        return size;
    }

    /** True if the region's page table says so too. */
    boolean isOurs(long chunk) {
        return pool.isSpan(chunk, memory.getInt(chunk + ChunkLayout.SIZE) / PagePool.PAGE_BYTES, owner);
    }

    long requireChunk(long chunk) {
        if (chunk % PagePool.PAGE_BYTES == 0 && memory.contains(chunk, PagePool.PAGE_BYTES)) {
            int size = memory.getInt(chunk + ChunkLayout.SIZE);
            int used = memory.getInt(chunk + ChunkLayout.USED);
            if (size % PagePool.PAGE_BYTES == 0
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
