package io.interlock.internal.format;

import io.interlock.internal.access.Layout;
import io.interlock.internal.alloc.LogAllocator;

/**
 * The words of an {@link LogAllocator}, and of the structure that lives in it: a stripe of a map, or a list.
 *
 * <pre>
 *  off size field      written by       read by      access
 *    0   24 LOCK       a {@code InternalMutex}; guards all that follows
 *   24    8 REPAIRED   holder           holder       for which take-over of LOCK the arena was repaired
 *   32    8 COUNT      holder           any thread   plain / opaque; elements
 *   40    8 SPARE      holder           holder       of a map: a block that was replaced and is to be written anew, or 0
 *   48    8 CURRENT    holder           holder       chunk in which new blocks are made, or 0
 *   56    8 GARBAGE    holder           holder       bytes of blocks that are not in use; without SPARE
 *   64    8 FILLED     holder           holder       of a map's table: slots that are not empty
 *   72    8 CHUNKS     holder           holder       first chunk, or 0; see {@link ChunkLayout}
 *   80    8 CAPACITY   holder           holder       bytes of all chunks
 *   88   40 -          padding
 *  128    8 MOD        holder           any thread   [REUSE] volatile; raised before memory that readers may see is given up
 *  136    8 ROOT       holder           any thread   [ROOT] release / acquire; what the structure hangs from, 0: empty
 *  144  112 -          padding to 256
 * </pre>
 *
 * <p>What readers read is on cache lines of its own, which change rarely. What a writer needs to replace an entry by one of the
 * same size is on one line with the lock.
 */
public final class ArenaLayout {

    private static final Layout LAYOUT = new Layout();

    static final int LOCK = LAYOUT.bytes(LockLayout.WORDS, Layout.CACHE_LINE_PAIR);
    public static final int REPAIRED = LAYOUT.int64();
    public static final int COUNT = LAYOUT.int64();
    public static final int SPARE = LAYOUT.int64();
    public static final int CURRENT = LAYOUT.int64();
    public static final int GARBAGE = LAYOUT.int64();
    public static final int FILLED = LAYOUT.int64();
    public static final int CHUNKS = LAYOUT.int64();
    public static final int CAPACITY = LAYOUT.int64();
    public static final int MOD = LAYOUT.bytes(Long.BYTES, Layout.CACHE_LINE_PAIR);
    public static final int ROOT = LAYOUT.int64();
    public static final int BYTES = LAYOUT.padded();

    private ArenaLayout() {}
}
