package io.interlock.internal.format;

import io.interlock.internal.access.Layout;
import io.interlock.internal.alloc.SlotFormat;

/**
 * A record in a segment: an entry of a map or list, or a table. Nobody changes an entry that a slot refers to; it is replaced by
 * another record. A replaced record may be rewritten for another entry: SEQUENCE, a seqlock, tells its readers.
 *
 * <pre>
 *  off size field        access; all covered by [ROOT] or [SLOT]
 *    0    4 SIZE         bytes to the next record, a multiple of 8
 *    4    4 SEGMENT      the distance from the start of its segment, in units of 8 bytes
 *    8    4 TYPE         bits 0 and 1: 1 entry, 2 table; above them SEQUENCE, [SEQUENCE]: odd while it is rewritten, then even
 *   12    4 HASH         of an entry: the lower half of its key's number
 *   16    4 KEY_BYTES    of an element of a list: MARK, which tells it from others with the same bytes
 *   20    4 VALUE_BYTES
 *   24    n KEY          padding to 8, then the value; of a table: its slots, see {@link SlotFormat}
 * </pre>
 */
public final class RecordLayout {

    public static final int ENTRY = 1;
    public static final int TABLE = 2;

    private static final Layout LAYOUT = new Layout();

    public static final int SIZE = LAYOUT.int32();
    public static final int SEGMENT = LAYOUT.int32();
    public static final int TYPE = LAYOUT.int32();
    public static final int HASH = LAYOUT.int32();
    public static final int KEY_BYTES = LAYOUT.int32();

    /** An element of a list has no key. */
    public static final int MARK = KEY_BYTES;

    public static final int VALUE_BYTES = LAYOUT.int32();
    public static final int KEY = LAYOUT.bytes(0, Long.BYTES);

    /** What is added to TYPE for the next SEQUENCE. */
    public static final int SEQUENCE = 4;

    private static final int TYPE_MASK = SEQUENCE - 1;

    /** What SEGMENT counts in. */
    public static final int UNIT = Long.BYTES;

    private RecordLayout() {}

    /** ENTRY or TABLE, of a TYPE word. */
    public static int type(int word) {
        return word & TYPE_MASK;
    }

    /** True if this TYPE word is that of a record that is being rewritten. */
    public static boolean isBeingWritten(int word) {
        return (word & SEQUENCE) != 0;
    }

    /** True if SEQUENCE has wrapped around to its first value. */
    public static boolean isFirstSequence(int word) {
        return (word & ~TYPE_MASK) == 0;
    }

    /** The offset of the value from the start of the record. */
    public static long value(int keyBytes) {
        return Layout.align(KEY + (long) keyBytes, UNIT);
    }

    public static long sizeOfEntry(int keyBytes, int valueBytes) {
        return Layout.align(value(keyBytes) + valueBytes, UNIT);
    }
}
