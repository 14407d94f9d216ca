package io.interlock.sync;

import io.interlock.memory.Layout;

/**
 * Shared words of a {@link ShmLatch} and of a {@link ShmSemaphore}.
 *
 * <pre>
 *  off size field      written by                 read by     access
 *    0    8 COUNT      any thread                 any thread  CAS / volatile; pairs [COUNT] and [SLEEP]
 *    8    4 WAITERS    waiting loop, wakers       any thread  volatile; pair [SLEEP]
 *   12  116 -          padding to 128
 * </pre>
 */
final class CountLayout {

    private static final Layout LAYOUT = new Layout();

    static final int COUNT = LAYOUT.int64();
    static final int WAITERS = LAYOUT.int32();
    static final int BYTES = LAYOUT.padded();

    private CountLayout() {}
}
