package io.interlock.internal.format;

import io.interlock.internal.access.Layout;

/**
 * One entry of the entry directory. The directory follows the thread table and only grows: entry after entry, each with the
 * shared words of one primitive, never moved and never removed. An entry exists once its SIZE is not zero.
 *
 * <pre>
 *  off size field          written by       read by     access
 *    0    8 SIZE           creator, last    any thread  [ENTRY] release / acquire; bytes to the next entry
 *    8    4 KIND           creator          any thread  plain, covered by [ENTRY]
 *   12    4 NAME_BYTES     creator          any thread  plain
 *   16    4 CONFIG_BYTES   creator          any thread  plain
 *   20    4 BODY           creator          any thread  plain; offset of the primitive's words in the entry
 *   24    8 BODY_BYTES     creator          any thread  plain
 *   32    8 CREATED_MS     creator          people      plain
 *   40    8 CREATOR_PID    creator          people      plain
 *   48    8 CREATOR_PID_NS creator          people      plain
 *   56    n NAME           creator          any thread  UTF-8, then the configuration, UTF-8; padding to 128
 * BODY    n                the primitive, see its own layout
 * </pre>
 */
public final class EntryLayout {

    private static final Layout LAYOUT = new Layout();

    public static final int SIZE = LAYOUT.int64();
    public static final int KIND = LAYOUT.int32();
    public static final int NAME_BYTES = LAYOUT.int32();
    public static final int CONFIG_BYTES = LAYOUT.int32();
    public static final int BODY = LAYOUT.int32();
    public static final int BODY_BYTES = LAYOUT.int64();
    public static final int CREATED_MS = LAYOUT.int64();
    public static final int CREATOR_PID = LAYOUT.int64();
    public static final int CREATOR_PID_NS = LAYOUT.int64();
    public static final int NAME = LAYOUT.bytes(0, 8);

    private EntryLayout() {}

    /** A KIND that no primitive has: fills the rest of a mapped piece, as no entry straddles two. */
    public static final int KIND_FILLER = 0;

    /** Leaves room for what stands before a body, in the mapped piece that its entry has to fit into. */
    public static final int MAX_BODY_BYTES = (int) HeaderLayout.PIECE_BYTES - 4 * 1024;

    /** True where these numbers of an entry fit together, and into its size. */
    public static boolean isWhole(long at, long size, int nameBytes, int configBytes, long body, long bodyBytes) {
        return nameBytes > 0
                && configBytes >= 0
                && bodyBytes >= 0
                && body % Layout.CACHE_LINE_PAIR == 0
                && EntryLayout.NAME + (long) nameBytes + configBytes <= body
                && body <= size
                && bodyBytes <= size - body
                && at / HeaderLayout.PIECE_BYTES == (at + size - 1) / HeaderLayout.PIECE_BYTES;
    }
}
