package io.interlock.internal.format;

import io.interlock.internal.access.Layout;
import io.interlock.internal.alloc.SlotFormat;

/**
 * A block in a chunk: an entry of a map, or a table. While it hangs from its structure nobody changes an entry; it is replaced
 * by another. A block that was replaced may be written anew for another entry, which its VERSION tells those who still read it.
 *
 * <pre>
 *  off size field        access; all covered by [ROOT] or [SLOT]
 *    0    4 SIZE         bytes to the next block, a multiple of 8
 *    4    4 CHUNK        how many units of 8 bytes the chunk's head is before this
 *    8    4 TYPE         bits 0 and 1: 1 entry, 2 table; above them VERSION, [ANEW]: odd while it is written anew, then even
 *   12    4 HASH         of an entry: the lower half of its key's number
 *   16    4 KEY_BYTES    of an element of a list: MARK, which tells it from others with the same bytes
 *   20    4 VALUE_BYTES
 *   24    n KEY          padding to 8, then the value; of a table: its slots, see {@link SlotFormat}
 * </pre>
 */
public final class BlockLayout {

    public static final int ENTRY = 1;
    public static final int TABLE = 2;

    private static final Layout LAYOUT = new Layout();

    public static final int SIZE = LAYOUT.int32();
    public static final int CHUNK = LAYOUT.int32();
    public static final int TYPE = LAYOUT.int32();
    public static final int HASH = LAYOUT.int32();
    public static final int KEY_BYTES = LAYOUT.int32();

    /** An element of a list has no key. */
    public static final int MARK = KEY_BYTES;

    public static final int VALUE_BYTES = LAYOUT.int32();
    public static final int KEY = LAYOUT.bytes(0, Long.BYTES);

    /** What is added to TYPE for the next VERSION. */
    public static final int VERSION = 4;

    private static final int TYPE_MASK = VERSION - 1;

    /** What CHUNK counts in. */
    public static final int UNIT = Long.BYTES;

    private BlockLayout() {}

    /** ENTRY or TABLE, of a TYPE word. */
    public static int type(int word) {
        return word & TYPE_MASK;
    }

    /** True while the block is written anew, by its TYPE word. */
    public static boolean isBeingWritten(int word) {
        return (word & VERSION) != 0;
    }

    /** True if this is the first VERSION of all, again. */
    public static boolean isFirstVersion(int word) {
        return (word & ~TYPE_MASK) == 0;
    }

    /** Where the value begins, from the block's begin. */
    public static long value(int keyBytes) {
        return Layout.align(KEY + (long) keyBytes, UNIT);
    }

    public static long sizeOfEntry(int keyBytes, int valueBytes) {
        return Layout.align(value(keyBytes) + valueBytes, UNIT);
    }
}
