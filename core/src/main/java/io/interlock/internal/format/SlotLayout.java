package io.interlock.internal.format;

import io.interlock.internal.access.Layout;

/**
 * One entry of the thread table, which follows the header. A slot belongs to the thread that holds its life mutex.
 *
 * <pre>
 *  off size field        written by             read by     access
 *    0   64 LIFE         kernel, C library      any thread  [LIFE] volatile; first word: {@link io.interlock.internal.os.RobustMutex}
 *   64    8 GENERATION   owner, once            any thread  [LIFE] volatile; grows with each owner
 *   72    8 PID          owner                  any process [LIFE] volatile; 0 once its process has closed the region
 *   80    8 PID_NS       owner, once            people      plain; 0 where unknown
 *   88    8 CLAIMED_MS   owner, once            people      plain; since 1970
 *   96    8 SLEEPS_ON    owner                people      opaque; file offset of the WAITERS word it sleeps on, or 0
 *  104    4 ACTIVE       owner                  any thread  [BIAS], [SEAL] release / volatile; 1 while it uses a biased lock that it holds
 *  108   20 -            padding to 128
 * </pre>
 */
public final class SlotLayout {

    private static final Layout LAYOUT = new Layout();

    public static final int LIFE = LAYOUT.bytes(64, 64);
    public static final int GENERATION = LAYOUT.int64();
    public static final int PID = LAYOUT.int64();
    public static final int PID_NS = LAYOUT.int64();
    public static final int CLAIMED_MS = LAYOUT.int64();
    public static final int SLEEPS_ON = LAYOUT.int64();
    public static final int ACTIVE = LAYOUT.int32();
    public static final int BYTES = LAYOUT.padded();

    private SlotLayout() {}
}
