package io.interlock.sync;

import io.interlock.memory.Layout;

/**
 * Shared words of a {@link ShmLock}.
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
final class LockLayout {

    private static final Layout LAYOUT = new Layout();

    static final int STATE = LAYOUT.int64();
    static final int WAITERS = LAYOUT.int32();
    static final int ABANDONED = LAYOUT.int64();
    static final int BYTES = LAYOUT.padded();

    private LockLayout() {}
}
