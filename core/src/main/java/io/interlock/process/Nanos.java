package io.interlock.process;

import java.time.Duration;

/** Durations that may be longer than a {@code long} of nanoseconds. */
final class Nanos {

    private Nanos() {}

    /** The duration, or 292 years. */
    static long of(Duration duration) {
        try {
            return duration.toNanos();
        } catch (ArithmeticException e) {
            return duration.isNegative() ? Long.MIN_VALUE : Long.MAX_VALUE;
        }
    }
}
