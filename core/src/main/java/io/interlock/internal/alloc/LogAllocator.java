package io.interlock.internal.alloc;

import io.interlock.RegionFormatException;
import io.interlock.internal.access.Layout;
import io.interlock.internal.access.MappedMemory;
import io.interlock.internal.format.ArenaLayout;
import io.interlock.internal.format.BlockLayout;
import io.interlock.internal.format.ChunkLayout;
import io.interlock.internal.pages.PageAllocator;
import io.interlock.internal.pages.PoolMemory;
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
public final class LogAllocator {

    /** Larger blocks have a chunk of their own, this part of the largest chunk. */
    private static final int LARGE_SHARE = 2;

    /** Above this part of all memory that is garbage, sparse chunks are moved. */
    private static final int GARBAGE_SHARE = 3;

    private static final int MAX_MOVES = 2;

    private final PageAllocator pool;
    private final PoolMemory memory;
    private final MappedMemory words;
    private final long owner;
    private final String where;
    private final int maxChunkBytes;
    private final Segments chunks;
    private final RecycledRecord spare;
    private final Compaction compaction;
    private final Neighbours neighbours;

    /** Grows whenever blocks were moved: whoever remembers where one was looks again. */
    private long moves;

    /** What hangs from the arena's words. */
    public interface Contents {

        /** True if the block is in use. */
        boolean isInUse(long block);

        /** Lets what refers to the block refer to its copy; by one store. */
        void moved(long from, long to);

        /** Gives each block in use to the visitor. */
        void forEach(BlockVisitor visitor);
    }

    /** Called for a block in use. */
    @FunctionalInterface
    public interface BlockVisitor {
        void visit(long block);
    }

    /** The other arenas of the same collection. */
    @FunctionalInterface
    public interface Neighbours {

        /** Has each of them but one do that, as far as they can be had, until it is enough. */
        void forEach(LogAllocator except, Consumer<Compaction> work, BooleanSupplier enough);
    }

    /**
     * An arena whose words are laid out as {@link ArenaLayout} says.
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
        this.maxChunkBytes = pool.reservePages() * PageAllocator.PAGE_BYTES;
        this.chunks = new Segments(pool, words, owner, where);
        this.spare = new RecycledRecord(this, words);
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

    public int maxChunkBytes() {
        return maxChunkBytes;
    }

    public long moves() {
        return moves;
    }

    public void countMove() {
        moves++;
    }

    public Segments chunks() {
        return chunks;
    }

    public RecycledRecord spare() {
        return spare;
    }

    public Compaction compaction() {
        return compaction;
    }

    /**
     * Makes a block; its content is the caller's to write. May move other blocks, see {@link #moves}.
     *
     * @throws io.interlock.RegionFullException if there is no room, also after all was moved together; nothing has changed
     */
    public long allocate(long bytes, int type) {
        long size = Layout.align(bytes, BlockLayout.UNIT);
        long block = makeInCurrent(size, type);
        return block != 0 ? block : allocateSlow(size, type);
    }

    /** A block that is not in use any more. */
    public void free(long block) {
        int size = chunks.sizeOf(block);
        long chunk = chunks.of(block);
        int dead = memory.getInt(chunk + ChunkLayout.DEAD) + size;
        memory.putInt(chunk + ChunkLayout.DEAD, dead);
        words.putLong(ArenaLayout.GARBAGE, words.getLong(ArenaLayout.GARBAGE) + size);
        if (dead == memory.getInt(chunk + ChunkLayout.USED) - ChunkLayout.BLOCKS && chunk != current()) {
            chunks.giveBack(chunk);
        }
    }

    /** Gives all memory back; nothing hangs from the arena any more. */
    public void clear() {
        spare.forget();
        words.putLong(ArenaLayout.CURRENT, 0);
        for (long chunk = chunks.first(), next; chunk != 0; chunk = next) {
            next = chunks.next(chunks.require(chunk));
            chunks.giveBack(chunk);
        }
    }

    public long current() {
        return words.getLong(ArenaLayout.CURRENT);
    }

    public long garbage() {
        return words.getLong(ArenaLayout.GARBAGE);
    }

    public long capacity() {
        return words.getLong(ArenaLayout.CAPACITY);
    }

    /** Makes a block in the current chunk; 0 if it does not fit. */
    public long makeInCurrent(long size, int type) {
        long chunk = current();
        if (chunk == 0) {
            return 0;
        }
        var unused = chunks.require(chunk);
        int used = memory.getInt(chunk + ChunkLayout.USED);
        return size <= memory.getInt(chunk + ChunkLayout.SIZE) - used ? make(chunk, used, (int) size, type) : 0;
    }

    public long make(long chunk, int used, int size, int type) {
        long block = chunk + used;
        memory.putInt(block + BlockLayout.SIZE, size);
        memory.putInt(block + BlockLayout.CHUNK, used / BlockLayout.UNIT);
        memory.putInt(block + BlockLayout.TYPE, type);
        // After the block's head: up to USED the chunk can be read block by block, whenever its writer dies.
        memory.putIntRelease(chunk + ChunkLayout.USED, used + size);
        return block;
    }

    /** Makes a block at the begin of [hole, end), where nothing is in use; the rest becomes garbage of its own. */
    public void fillHole(long chunk, long hole, long end, int size, int type) {
        chunks.raiseMod();
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

    private long allocateSlow(long size, int type) {
        if (size > (long) PageAllocator.PAGE_BYTES * (1 << 17)) {
            throw new IllegalArgumentException(
                    where + " bytes=" + size + ": an element must not be larger than 512 MiB; store it in parts");
        }
        if (size > maxChunkBytes / LARGE_SHARE) {
            long chunk = chunks.open(pagesFor(size), false);
            return chunk == 0 ? allocateSqueezing(size, type) : make(chunk, ChunkLayout.BLOCKS, (int) size, type);
        }
        long block = 0;
        if (openCurrent(size)) {
            compaction.clean(GARBAGE_SHARE, MAX_MOVES);
            block = makeInCurrent(size, type);
            if (block == 0 && openCurrent(size)) {
                block = makeInCurrent(size, type);
            }
        }
        return block == 0 ? allocateSqueezing(size, type) : block;
    }

    private long allocateSqueezing(long size, int type) {
        spare.drop();
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
        long chunk = chunks.open(pagesFor(size), false);
        if (chunk == 0) {
            return 0;
        }
        if (size <= maxChunkBytes / LARGE_SHARE) {
            makeCurrent(chunk);
        }
        return make(chunk, ChunkLayout.BLOCKS, (int) size, type);
    }

    /** Opens a chunk of a size that suits what the arena holds; false if there is none to be had. */
    private boolean openCurrent(long size) {
        long chunk = chunks.open(pagesFor(Math.max(usualBytes(), 2 * size)), false);
        if (chunk == 0) {
            chunk = chunks.open(pagesFor(size), false);
        }
        if (chunk != 0) {
            makeCurrent(chunk);
        }
        return chunk != 0;
    }

    /** Room for blocks in a chunk that suits what the arena holds: small ones for little. */
    public long usualBytes() {
        long inUse = capacity() - garbage();
        long bytes = Math.min(maxChunkBytes, Long.highestOneBit(Math.max(inUse / 2, PageAllocator.PAGE_BYTES)));
        return bytes - ChunkLayout.BLOCKS;
    }

    /** Makes blocks there from now on; the chunk before stays where it is, also with nothing in use. */
    public void setCurrent(long chunk) {
        words.putLongRelease(ArenaLayout.CURRENT, chunk);
    }

    public void makeCurrent(long chunk) {
        long before = current();
        setCurrent(chunk);
        if (before != 0) {
            int live = memory.getInt(before + ChunkLayout.USED)
                    - ChunkLayout.BLOCKS
                    - memory.getInt(before + ChunkLayout.DEAD);
            if (live == 0) {
                chunks.giveBack(before);
            }
        }
    }

    public static long pagesFor(long blockBytes) {
        return (ChunkLayout.BLOCKS + blockBytes + PageAllocator.PAGE_BYTES - 1) / PageAllocator.PAGE_BYTES;
    }

    public RegionFormatException damaged(String what) {
        return chunks.damaged(what);
    }
}
