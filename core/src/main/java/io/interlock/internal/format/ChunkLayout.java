package io.interlock.internal.format;

import io.interlock.internal.access.Layout;
import io.interlock.internal.alloc.LogAllocator;

/**
 * The head of a chunk: a span of pages in which an {@link LogAllocator} makes blocks, one behind the other. All is written and read
 * by the holder of the arena's lock.
 *
 * <pre>
 *  off size field  access
 *    0    4 SIZE   bytes of the chunk, a multiple of 4,096
 *    4    4 USED   release; bytes up to the end of the last block
 *    8    4 DEAD   bytes of its blocks that are not in use
 *   12    4 -      alignment
 *   16    8 NEXT   the arena's next chunk, or 0
 *   24    8 PREV   the one before, or 0
 *   32    n        blocks, see {@link BlockLayout}
 * </pre>
 */
public final class ChunkLayout {

    private static final Layout LAYOUT = new Layout();

    public static final int SIZE = LAYOUT.int32();
    public static final int USED = LAYOUT.int32();
    public static final int DEAD = LAYOUT.int32();
    public static final int NEXT = LAYOUT.int64();
    public static final int PREV = LAYOUT.int64();
    public static final int BLOCKS = LAYOUT.bytes(0, Long.BYTES);

    private ChunkLayout() {}
}
