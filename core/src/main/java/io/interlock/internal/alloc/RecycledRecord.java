package io.interlock.internal.alloc;

import io.interlock.internal.access.MappedMemory;
import io.interlock.internal.format.ArenaLayout;
import io.interlock.internal.format.BlockLayout;
import io.interlock.internal.pages.PageAllocator;
import io.interlock.internal.pages.PoolMemory;
import java.lang.invoke.VarHandle;

/**
 * The one block of an arena that was replaced last: kept, to be written anew for the next entry of its size. So what is replaced by
 * its like again and again leaves no garbage, and nothing has to be moved for it. Nothing refers to it: where its writer dies, it
 * is garbage. Under the arena's lock.
 */
public final class RecycledRecord {

    private final LogAllocator arena;
    private final MappedMemory words;
    private final PoolMemory memory;

    RecycledRecord(LogAllocator arena, MappedMemory words) {
        this.arena = arena;
        this.words = words;
        this.memory = arena.memory();
    }

    /**
     * The block, if it has this size; it is the caller's then, to be written between {@link #beginWrite} and {@link #endWrite}.
     * Else 0.
     */
    public long take(long size) {
        long block = block();
        if (block == 0 || memory.getInt(block + BlockLayout.SIZE) != size || !memory.contains(block, size)) {
            return 0;
        }
        forget();
        return block;
    }

    /** Tells those who still read the block that it changes. */
    public void beginWrite(long block) {
        int word = memory.getInt(block + BlockLayout.TYPE) + BlockLayout.VERSION;
        if (BlockLayout.isFirstVersion(word + BlockLayout.VERSION)) {
            // Who has read for so long that the numbers begin again looks again for this.
            arena.chunks().raiseMod();
        }
        memory.putInt(block + BlockLayout.TYPE, word);
        // [ANEW] the fence keeps the stores to the block behind the odd number.
        VarHandle.releaseFence();
    }

    /** After what stands in the block now. */
    public void endWrite(long block) {
        int word = memory.getInt(block + BlockLayout.TYPE) + BlockLayout.VERSION;
        // [ANEW] release: who sees the even number sees the block as it is now.
        memory.putIntRelease(block + BlockLayout.TYPE, word);
    }

    /** Keeps a block that was replaced, in place of the one before; a large one is garbage at once. */
    public void keep(long block) {
        if (memory.getInt(block + BlockLayout.SIZE) > PageAllocator.PAGE_BYTES) {
            arena.free(block);
            return;
        }
        drop();
        words.putLong(ArenaLayout.SPARE, block);
    }

    /** The block becomes garbage; before anything asks which blocks are in use. */
    void drop() {
        long block = block();
        if (block != 0) {
            forget();
            arena.free(block);
        }
    }

    /** The block counts as nothing any more: it was counted, or all memory is given back. */
    void forget() {
        words.putLong(ArenaLayout.SPARE, 0);
    }

    /** The block, or 0. */
    long block() {
        long block = words.getLong(ArenaLayout.SPARE);
        if (block != 0 && (block % BlockLayout.UNIT != 0 || !memory.contains(block, BlockLayout.KEY))) {
            throw arena.damaged("spare=" + block);
        }
        return block;
    }
}
