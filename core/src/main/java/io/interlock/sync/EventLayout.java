package io.interlock.sync;

import io.interlock.memory.Layout;

/**
 * Shared words of a {@link ShmEvent}.
 *
 * <pre>
 *  off size field      written by                 read by     access
 *    0    8 STATE      any thread                 any thread  CAS / volatile; pairs [EVENT] and [SLEEP]
 *    8    4 WAITERS    waiting loop, set          any thread  volatile; pair [SLEEP]
 *   12  116 -          padding to 128
 * </pre>
 */
final class EventLayout {

    private static final Layout LAYOUT = new Layout();

    static final int STATE = LAYOUT.int64();
    static final int WAITERS = LAYOUT.int32();
    static final int BYTES = LAYOUT.padded();

    private EventLayout() {}
}
