package io.interlock.internal.format;

import io.interlock.internal.access.Layout;
import io.interlock.sync.ShmLatch;
import io.interlock.sync.ShmSemaphore;

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
public final class CountLayout {

    private static final Layout LAYOUT = new Layout();

    public static final int COUNT = LAYOUT.int64();
    public static final int WAITERS = LAYOUT.int32();
    public static final int BYTES = LAYOUT.padded();

    private CountLayout() {}
}
