package io.interlock.internal.wait;

import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** How long an operation may still wait; fixed when it begins. */
public final class Deadline {

    private final boolean never;
    private final long endNs;

    /** @param timeoutNs from now; {@code Long.MAX_VALUE}: for ever */
    public Deadline(long timeoutNs) {
        this.never = timeoutNs == Long.MAX_VALUE;
        // Less than nothing would wrap around.
        this.endNs = never ? 0 : System.nanoTime() + Math.max(0, timeoutNs);
    }

    /** From now; 292 years and more are for ever. */
    public static Deadline after(Duration timeout) {
        return new Deadline(TimeUnit.NANOSECONDS.convert(timeout));
    }

    /** Nanoseconds, 0 once it is over; {@code Long.MAX_VALUE}: for ever. */
    public long leftNs() {
        return never ? Long.MAX_VALUE : Math.max(0, endNs - System.nanoTime());
    }

    public boolean isOver() {
        return !never && endNs - System.nanoTime() <= 0;
    }
}
