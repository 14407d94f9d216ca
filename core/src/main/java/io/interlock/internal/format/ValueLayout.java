package io.interlock.internal.format;

import io.interlock.internal.access.Layout;

/**
 * Shared words of a {@code ShmLong}, and of the values of the other types.
 *
 * <pre>
 *  off size field      written by    read by     access
 *    0   64 LOCK       as in ShmReentrantLock, whose words these are
 *   64    8 VALUE      any thread    any thread  volatile / CAS / plain; pair [VALUE]
 *   72   56 -          padding to 128
 * </pre>
 *
 * A {@code double} stands there as its bits. What is smaller than a {@code long} takes the first four bytes: a {@code float}
 * as its bits, any other as an {@code int} of its value, a {@code boolean} as 1 or 0.
 */
public final class ValueLayout {

    private static final Layout LAYOUT = new Layout();

    static final int LOCK = LAYOUT.bytes(64, 64);
    public static final int VALUE = LAYOUT.int64();
    public static final int BYTES = LAYOUT.padded();

    private ValueLayout() {}
}
