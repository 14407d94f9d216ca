package io.interlock.internal.wait;

import io.interlock.internal.os.NativeCapabilities;
import io.interlock.internal.os.Waiting;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/**
 * How virtual threads sleep: they park and look again, as a native call would keep their carrier, and with every carrier
 * kept the owner could not go on. Nobody wakes them, so they announce nothing.
 *
 * <p>Thousands that look every millisecond leave the owner no carrier either: the more sleep, the longer each does, so that
 * all of a process together look no more often than every {@value #LOOK_EVERY_NS} ns.
 */
final class VirtualParking {

    private static final long LOOK_EVERY_NS = 20_000;

    /** The delay that everything which is seen by looking may have. */
    private static final long LONGEST_NS = TimeUnit.MILLISECONDS.toNanos(50);

    private static final Waiting SLICES = NativeCapabilities.portableWaiting();
    private static final AtomicInteger ASLEEP = new AtomicInteger();

    private VirtualParking() {}

    /** The longest time to sleep at once; see {@link Waiting#sliceNs}. */
    static long sliceNs(int round, boolean forDeath) {
        long share = Math.min(LONGEST_NS, ASLEEP.get() * LOOK_EVERY_NS);
        return Math.max(share, SLICES.sliceNs(round, forDeath));
    }

    static void sleep(Object waitingFor, long timeNs) {
        ASLEEP.incrementAndGet();
        try {
            LockSupport.parkNanos(waitingFor, timeNs);
        } finally {
            ASLEEP.decrementAndGet();
        }
    }
}
