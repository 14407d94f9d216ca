package io.interlock.internal.format;

import io.interlock.internal.access.Layout;

/**
 * Shared words of a lock, a public one as well as one within another structure.
 *
 * <pre>
 *  off size field      written by                 read by     access
 *    0    8 STATE      any thread                 any thread  CAS / release store; pairs [LOCK] and [SLEEP]
 *    8    4 WAITERS    waiting loop, unlock       any thread  volatile / opaque; pair [SLEEP]
 *   12    4 -          alignment
 *   16    8 ABANDONED  holder                     any thread  plain under the lock; opaque for others
 *   24  104 -          padding to 128
 * </pre>
 *
 * The second half of the padding is another's where a lock is built into a value.
 */
public final class LockLayout {

    private static final Layout LAYOUT = new Layout();

    public static final int STATE = LAYOUT.int64();
    public static final int WAITERS = LAYOUT.int32();
    public static final int ABANDONED = LAYOUT.int64();

    /** What the words take; a structure that holds a lock may use the bytes after them. */
    public static final int WORDS = LAYOUT.next();

    public static final int BYTES = LAYOUT.padded();

    private LockLayout() {}
}
