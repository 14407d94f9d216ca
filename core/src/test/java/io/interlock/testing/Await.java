package io.interlock.testing;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** Waits for a condition that another thread or process brings about. */
public final class Await {

    private static final long WATCHDOG_NS = TimeUnit.SECONDS.toNanos(60);
    private static final long LOOK_EVERY_NS = TimeUnit.MICROSECONDS.toNanos(200);

    private Await() {}

    /** Returns once the condition holds; the minute after which it fails is a watchdog, not a bound. */
    public static void until(String what, BooleanSupplier condition) {
        long startNs = System.nanoTime();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() - startNs > WATCHDOG_NS) {
                throw new AssertionError("still not true: " + what);
            }
            LockSupport.parkNanos(LOOK_EVERY_NS);
        }
    }
}
