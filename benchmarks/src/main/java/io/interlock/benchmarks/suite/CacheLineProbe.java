package io.interlock.benchmarks.suite;

import io.interlock.benchmarks.contest.Latencies;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLongArray;
import org.HdrHistogram.Histogram;

/**
 * How long a cache line takes from one processor to another and back, now. On a virtual machine the host moves the
 * processors, and everything that spins gets faster or slower by a factor of three.
 */
final class CacheLineProbe {

    private static final long LENGTH_NS = TimeUnit.MILLISECONDS.toNanos(20);

    /** On a busy machine both threads seldom run at once, and the median of a few batches would be a time slice. */
    private static final int LEAST_BATCHES = 1_000;

    private static final long LONGEST_NS = TimeUnit.SECONDS.toNanos(2);
    private static final int BATCH = 16;
    private static final int LONGS_PER_LINE_PAIR = 16;
    private static final int PING = LONGS_PER_LINE_PAIR;
    private static final int PONG = 2 * LONGS_PER_LINE_PAIR;
    private static final long END = -1;

    private final AtomicLongArray words = new AtomicLongArray(3 * LONGS_PER_LINE_PAIR + 1);

    private CacheLineProbe() {}

    /** The median round trip; 0 where there is only one processor. */
    static double measureNs() {
        if (Runtime.getRuntime().availableProcessors() < 2) {
            return 0;
        }
        CacheLineProbe probe = new CacheLineProbe();
        Thread echo = new Thread(probe::echo, "cache-line-echo");
        echo.setDaemon(true);
        echo.start();
        try {
            return probe.ping();
        } finally {
            probe.words.set(PING, END);
        }
    }

    private double ping() {
        Histogram roundTrips = Latencies.newHistogram();
        long sent = 0;
        long begun = System.nanoTime();
        long now = begun;
        while (now - begun < LENGTH_NS || (roundTrips.getTotalCount() < LEAST_BATCHES && now - begun < LONGEST_NS)) {
            for (int i = 0; i < BATCH; i++) {
                words.set(PING, ++sent);
                while (words.get(PONG) != sent) {
                    // No pause: it takes a quarter of the way, and rounds what is to be measured.
                }
            }
            long next = System.nanoTime();
            roundTrips.recordValue((next - now) / BATCH);
            now = next;
        }
        return roundTrips.getValueAtPercentile(50);
    }

    private void echo() {
        long seen = words.get(PING);
        while (seen != END) {
            words.set(PONG, seen);
            while (words.get(PING) == seen) {
                // As above.
            }
            seen = words.get(PING);
        }
    }
}
