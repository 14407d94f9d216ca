package io.interlock.internal.format;

import io.interlock.internal.access.Layout;

/**
 * The first 4,096 bytes of a region file.
 *
 * <pre>
 *  off size field            written by             read by        access
 *    0    8 MAGIC            creator                opener         plain; before the file has its name
 *    8    4 VERSION          creator                opener         plain
 *   12    4 BYTE_ORDER       creator                opener         plain; 1 in the machine's order
 *   16    8 FILE_BYTES       creator                opener         plain; the file never changes its size
 *   24    8 CREATION_ID      creator                opener         plain; random
 *   32    8 CREATED_MS       creator                people         plain; since 1970
 *   40    8 CREATOR_PID      creator                people         plain
 *   48    8 CREATOR_PID_NS   creator                people         plain; 0 where unknown
 *   56    4 PROTOCOL         creator                opener         plain; see {@link Protocol}
 *   60    4 SLOTS            creator                opener         plain; entries of the thread table
 *   64   32 LIBRARY          creator                people         plain; UTF-8, zero-padded
 *   96   32 -                padding
 *  128   64 ADMIN_MUTEX      the C library          the C library  robust mutex; guards the words below
 *  192    4 SLOTS_BACKED     holder of ADMIN        any thread     [SLOTS] volatile
 *  196    4 SLOT_HINT        any thread             any thread     opaque; only a hint
 *  200    8 DIRECTORY_BACKED holder of ADMIN        any thread     [BACKED] volatile; file offset
 *  208    4 UNLINKED         who unlinks            any thread     volatile; 1: the file has lost its name
 *  212    4 UNLINK_UNUSED    creator                who leaves     plain; 1: the last process to leave removes the name
 *  216 1832 -                padding
 * 2048  384 POOL             see {@link PoolLayout}
 * </pre>
 */
public final class HeaderLayout {

    private static final Layout LAYOUT = new Layout();

    /** "INTERLCK" in ASCII, read as a little-endian number. */
    public static final long MAGIC_VALUE = 0x4b43_4c52_4554_4e49L;

    public static final int VERSION_VALUE = 5;
    public static final int BYTE_ORDER_VALUE = 1;

    public static final int MAGIC = LAYOUT.int64();
    public static final int VERSION = LAYOUT.int32();
    public static final int BYTE_ORDER = LAYOUT.int32();
    public static final int FILE_BYTES = LAYOUT.int64();
    public static final int CREATION_ID = LAYOUT.int64();
    public static final int CREATED_MS = LAYOUT.int64();
    public static final int CREATOR_PID = LAYOUT.int64();
    public static final int CREATOR_PID_NS = LAYOUT.int64();
    public static final int PROTOCOL = LAYOUT.int32();
    public static final int SLOTS = LAYOUT.int32();
    public static final int LIBRARY = LAYOUT.bytes(32, 8);
    public static final int LIBRARY_BYTES = 32;
    public static final int ADMIN_MUTEX = LAYOUT.bytes(64, Layout.CACHE_LINE_PAIR);
    public static final int SLOTS_BACKED = LAYOUT.int32();
    public static final int SLOT_HINT = LAYOUT.int32();
    public static final int DIRECTORY_BACKED = LAYOUT.int64();
    public static final int UNLINKED = LAYOUT.int32();
    public static final int UNLINK_UNUSED = LAYOUT.int32();
    public static final int POOL = LAYOUT.bytes(PoolLayout.BYTES, 2048);

    /** What the header occupies in the file. */
    public static final int BYTES = 4096;

    /** Mapped in pieces, as one buffer cannot exceed 2 GiB; no structure straddles two. */
    public static final long PIECE_BYTES = 1L << 30;

    /** The directory is backed in steps of this size. */
    public static final int EXTENT_BYTES = 64 * 1024;

    private HeaderLayout() {}

    /** The file offset of the entry directory, which follows a thread table of this many slots. */
    public static long directoryBegin(int slots) {
        return BYTES + (long) slots * SlotLayout.BYTES;
    }
}
