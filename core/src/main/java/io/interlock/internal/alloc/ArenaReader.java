package io.interlock.internal.alloc;

import io.interlock.RegionFormatException;
import io.interlock.internal.access.MappedMemory;
import io.interlock.internal.format.ArenaLayout;
import io.interlock.internal.format.BlockLayout;
import io.interlock.internal.format.ChunkLayout;
import io.interlock.internal.pages.PageAllocator;
import io.interlock.internal.pages.PoolMemory;
import java.lang.invoke.VarHandle;

/**
 * How what lives in an {@link LogAllocator} is read without its lock. Memory is given back only after MOD was raised. So a reader notes
 * MOD, reads what it wants, and has read well if MOD then is what it was; who reads blocks that may be written anew, see {@link
 * RecycledRecord}, looks at their VERSION too:
 *
 * <pre>
 * reader                            writer that gives a chunk back
 *   m = MOD           acquire         what hangs from the stripe hangs in other chunks
 *   slot, block, bytes                MOD = MOD + 1        volatile
 *   acquireFence()                    the pool gives the pages to whoever writes there
 *   MOD == m ? else again
 * </pre>
 *
 * <p>Whatever is read may be of another's making until then: it is checked before it is followed, and lengths before they are
 * used.
 */
public abstract class ArenaReader {

    /** Claims of more than this are compared with the chunk before so much is read. */
    private static final int CREDIBLE_BYTES = 4096;

    public final PoolMemory memory;

    /** What the slots of a table say. */
    public final SlotFormat form;

    private final MappedMemory words;
    private final PageAllocator pool;
    private final long owner;
    private final String where;

    public ArenaReader(PageAllocator pool, MappedMemory words, long owner, String where) {
        this.words = words;
        this.pool = pool;
        this.memory = pool.memory();
        this.form = SlotFormat.of(pool);
        this.owner = owner;
        this.where = where;
    }

    /**
     * True if so many bytes can be read there, and can belong to this block.
     *
     * @param room what {@link PoolMemory#room} says of the block's begin
     */
    public final boolean isWithin(int arena, long block, int from, int length, long room) {
        return length >= 0
                && length <= room - from
                && (length <= CREDIBLE_BYTES || isWithinChunk(arena, block, from + (long) length));
    }

    /** True if so many bytes can belong to this block as its chunk, and the region's page table, have it. */
    public final boolean isWithinChunk(int arena, long block, long length) {
        long chunk = block - (long) BlockLayout.UNIT * memory.getInt(block + BlockLayout.CHUNK);
        if (chunk > block || !memory.contains(chunk, PageAllocator.PAGE_BYTES)) {
            return false;
        }
        long bytes = memory.getInt(chunk + ChunkLayout.SIZE);
        return block + length <= chunk + bytes && pool.isSpan(chunk, bytes / PageAllocator.PAGE_BYTES, owner + arena);
    }

    /**
     * The reclamation epoch of an arena.
     *
     * @param arena where the arena's words are among those of all
     */
    public final long mod(int arena) {
        // [REUSE] acquire: what is read for this try is read after it.
        return words.getLongAcquire(arena + ArenaLayout.MOD);
    }

    public final boolean isStill(int arena, long mod) {
        // [REUSE] the fence keeps the reads of this try before the look at MOD.
        VarHandle.acquireFence();
        return words.getLongOpaque(arena + ArenaLayout.MOD) == mod;
    }

    public final long root(int arena) {
        // [ROOT] acquire: with the word its table is seen.
        return words.getLongAcquire(arena + ArenaLayout.ROOT);
    }

    public final RegionFormatException broken() {
        return new RegionFormatException(
                where + ": an offset outside the region; the region is damaged: stop its users, then unlink it");
    }
}
