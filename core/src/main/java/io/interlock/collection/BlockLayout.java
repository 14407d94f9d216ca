package io.interlock.collection;

import io.interlock.memory.Layout;

/**
 * A block in a chunk: an entry of a map, or a table. Once it hangs from its structure nobody changes an entry; it is replaced
 * by another.
 *
 * <pre>
 *  off size field        access; all covered by [ROOT] or [SLOT]
 *    0    4 SIZE         bytes to the next block, a multiple of 8
 *    4    4 CHUNK        how many units of 8 bytes the chunk's head is before this
 *    8    4 TYPE         1 entry, 2 table
 *   12    4 HASH         of an entry: the lower half of its key's number
 *   16    4 KEY_BYTES
 *   20    4 VALUE_BYTES
 *   24    n KEY          padding to 8, then the value; of a table: its slots, 8 bytes each
 * </pre>
 */
final class BlockLayout {

    static final int ENTRY = 1;
    static final int TABLE = 2;

    private static final Layout LAYOUT = new Layout();

    static final int SIZE = LAYOUT.int32();
    static final int CHUNK = LAYOUT.int32();
    static final int TYPE = LAYOUT.int32();
    static final int HASH = LAYOUT.int32();
    static final int KEY_BYTES = LAYOUT.int32();
    static final int VALUE_BYTES = LAYOUT.int32();
    static final int KEY = LAYOUT.bytes(0, Long.BYTES);

    /** What CHUNK counts in. */
    static final int UNIT = Long.BYTES;

    private BlockLayout() {}

    /** Where the value begins, from the block's begin. */
    static long value(int keyBytes) {
        return Layout.align(KEY + (long) keyBytes, UNIT);
    }

    static long sizeOfEntry(int keyBytes, int valueBytes) {
        return Layout.align(value(keyBytes) + valueBytes, UNIT);
    }
}
