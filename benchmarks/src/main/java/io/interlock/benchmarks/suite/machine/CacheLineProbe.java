package io.interlock.benchmarks.suite.machine;

import io.interlock.benchmarks.harness.control.Affinity;
import io.interlock.benchmarks.harness.control.Placement;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLongArray;
import org.HdrHistogram.Histogram;

/**
 * How long a cache line takes from one processor to another and back, now. On a virtual machine the host moves the
 * processors, and everything that spins gets faster or slower by a factor of three.
 */
public final class CacheLineProbe {

    private static final long LENGTH_NS = TimeUnit.MILLISECONDS.toNanos(20);
    private static final long LONGEST_NS = TimeUnit.SECONDS.toNanos(5);
    private static final int BATCH = 16;

    /**
     * On a busy machine the two threads do not always run at once. A round trip that takes longer than this says nothing about cache
     * lines: one of the two did not run, and its batch does not count.
     */
    static final long LONGEST_ROUND_TRIP_NS = 2_000;

    /** So many batches that count are waited for. */
    private static final int ENOUGH_BATCHES = 1_000;

    /** With less than these nothing is known. */
    private static final int MIN_BATCHES = 100;

    private static final int LONGS_PER_LINE_PAIR = 16;
    private static final int PING = LONGS_PER_LINE_PAIR;
    private static final int PONG = 2 * LONGS_PER_LINE_PAIR;
    private static final long END = -1;

    private final AtomicLongArray words = new AtomicLongArray(3 * LONGS_PER_LINE_PAIR + 1);

    private CacheLineProbe() {}

    /** The median round trip; 0 where there is only one processor, or the two threads hardly ever ran at once. */
    public static double measureNs() {
        if (Runtime.getRuntime().availableProcessors() < 2) {
            return 0;
        }
        FutureTask<Double> task = new FutureTask<>(new CacheLineProbe()::pingWithEcho);
        start("cache-line-ping", task);
        try {
            return task.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return 0;
        } catch (ExecutionException e) {
            throw new IllegalStateException("cache lines cannot be timed", e);
        }
    }

    private double pingWithEcho() {
        stayOnProcessorOf(0);
        start("cache-line-echo", () -> {
            stayOnProcessorOf(1);
            echo();
        });
        try {
            return ping();
        } finally {
            words.set(PING, END);
        }
    }

    private static void start(String name, Runnable task) {
        Thread thread = new Thread(task, name);
        thread.setDaemon(true);
        thread.start();
    }

    /** Each thread on a processor of its own: a busy machine's scheduler may leave both on one, and there they never meet. */
    private static void stayOnProcessorOf(int thread) {
        long[] processors = Placement.APART.processors(thread);
        if (processors[0] != Placement.ANY) {
            Affinity.set(processors[0], processors[1]);
        }
    }

    private double ping() {
        Histogram roundTrips = new Histogram(LONGEST_ROUND_TRIP_NS, 3);
        long sent = 0;
        long begun = System.nanoTime();
        long now = begun;
        while (now - begun < LENGTH_NS || (roundTrips.getTotalCount() < ENOUGH_BATCHES && now - begun < LONGEST_NS)) {
            for (int i = 0; i < BATCH; i++) {
                words.set(PING, ++sent);
                while (words.get(PONG) != sent) {
                    // No pause: it takes a quarter of the way, and rounds what is to be measured.
                }
            }
            long next = System.nanoTime();
            long roundTrip = (next - now) / BATCH;
            if (roundTrip <= LONGEST_ROUND_TRIP_NS) {
                roundTrips.recordValue(roundTrip);
            }
            now = next;
        }
        return roundTrips.getTotalCount() < MIN_BATCHES ? 0 : roundTrips.getValueAtPercentile(50);
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
