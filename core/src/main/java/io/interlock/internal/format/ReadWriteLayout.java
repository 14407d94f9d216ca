package io.interlock.internal.format;

import io.interlock.internal.access.Layout;
import io.interlock.sync.ShmReadWriteLock;

/**
 * Shared words of a {@link ShmReadWriteLock}. It begins with a lock of its own ({@link LockLayout}), which a writer holds
 * while it waits for the readers to leave, and until it leaves itself.
 *
 * <pre>
 *  off size field          written by              read by         access
 *    0  128 WRITER         see {@link LockLayout}; readers sleep on its WAITERS too
 *  128    8 TICKET         readers                 writers         CAS / volatile; the reader that writers let pass, or 0
 *  136    4 TICKET_WAITERS waiting loop, reader    reader          volatile; pair [SLEEP]
 *  140    4 DRAIN_WAITERS  waiting loop, readers   readers         volatile; pair [SLEEP]
 *  144    4 LINES          readers                 writers         CAS / volatile; lines of slots ever used
 *  148  108 -              padding to 256
 *  256 4096 SLOTS          readers, writers        writers         CAS / release / volatile; pair [READ]; 64 lines of 8
 *                                                                  owner words
 * </pre>
 *
 * <p>A line of slots is a cache line: two readers do not meet on one unless there are more than 64 threads.
 */
public final class ReadWriteLayout {

    private static final int LINES_OF_SLOTS = 64;
    private static final int SLOTS_PER_LINE = 8;

    /** How many threads can hold the lock for reading at once. */
    public static final int MAX_SLOTS = LINES_OF_SLOTS * SLOTS_PER_LINE;

    private static final Layout LAYOUT = new Layout();

    public static final int WRITER = LAYOUT.bytes(LockLayout.BYTES, Layout.CACHE_LINE_PAIR);
    public static final int TICKET = LAYOUT.int64();
    public static final int TICKET_WAITERS = LAYOUT.int32();
    public static final int DRAIN_WAITERS = LAYOUT.int32();
    public static final int LINES = LAYOUT.int32();
    static final int SLOTS = LAYOUT.bytes(MAX_SLOTS * Long.BYTES, Layout.CACHE_LINE_PAIR);
    public static final int BYTES = LAYOUT.padded();

    private ReadWriteLayout() {}

    public static int slot(int index) {
        return SLOTS + index * Long.BYTES;
    }

    /** How many lines hold the slots up to this one. */
    public static int linesUpTo(int index) {
        return index / SLOTS_PER_LINE + 1;
    }

    /** How many slots these lines hold; a damaged number never leads out of them. */
    public static int slotsIn(int lines) {
        return Math.min(Math.max(lines, 0), LINES_OF_SLOTS) * SLOTS_PER_LINE;
    }

    /** Where this thread looks first: threads are numbered from 0, so that few threads use few lines, one each. */
    public static int firstChoice(int threadSlot) {
        int line = threadSlot % LINES_OF_SLOTS;
        return line * SLOTS_PER_LINE + threadSlot / LINES_OF_SLOTS % SLOTS_PER_LINE;
    }
}
