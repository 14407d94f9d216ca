package io.interlock.collection;

import java.time.Duration;

/** Durations as the waiting loop takes them. */
final class Timeouts {

    private Timeouts() {}

    /** Nanoseconds; what does not fit, 292 years or more, is for ever. */
    static long nanos(Duration timeout) {
        try {
            return timeout.toNanos();
        } catch (ArithmeticException e) {
            return timeout.isNegative() ? 0 : Long.MAX_VALUE;
        }
    }
}
