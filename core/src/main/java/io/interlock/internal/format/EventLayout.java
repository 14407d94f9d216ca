package io.interlock.internal.format;

import io.interlock.internal.access.Layout;
import io.interlock.sync.ShmEvent;

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
public final class EventLayout {

    private static final Layout LAYOUT = new Layout();

    public static final int STATE = LAYOUT.int64();
    public static final int WAITERS = LAYOUT.int32();
    public static final int BYTES = LAYOUT.padded();

    private EventLayout() {}
}
