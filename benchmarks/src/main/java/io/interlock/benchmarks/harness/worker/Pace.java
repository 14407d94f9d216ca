package io.interlock.benchmarks.harness.worker;

import io.interlock.benchmarks.harness.control.ControlBlock;
import io.interlock.benchmarks.harness.control.WorkerBlock;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * When operations are to begin: at fixed times, whether or not the one before has ended by then, and timed from when they
 * should have begun. A loop that waits for each operation before it begins the next one leaves out just those that a stall
 * would have delayed ("coordinated omission").
 *
 * <p>Without an interval, each is to begin where the one before ended, which is a closed loop.
 */
final class Pace {

    /** A sleep may last so much longer than asked for; the rest of the way is spun. */
    private static final long SLEEP_MARGIN_NS = TimeUnit.MICROSECONDS.toNanos(100);

    private final ControlBlock control;
    private final int index;
    private final int count;
    private long intervalNs;
    private long nextNs;

    /**
     * The times of one of several that operate at the same rate, in turns.
     *
     * @param index from 0
     * @param count how many there are
     */
    Pace(ControlBlock control, int index, int count) {
        this.control = control;
        this.index = index;
        this.count = count;
    }

    /** For the command that is obeyed now. */
    void begin(long nowNs) {
        intervalNs = control.intervalNs();
        nextNs = nowNs + intervalNs * index / count;
    }

    /**
     * Waits until the next operation is to begin, if that is not past.
     *
     * @param nowNs where the last one ended
     * @return when it is to begin, or should have begun
     */
    long await(long nowNs) {
        if (intervalNs == 0) {
            return nowNs;
        }
        long dueNs = nextNs;
        nextNs = dueNs + intervalNs;
        for (long left = dueNs - nowNs; left > 0; left = dueNs - System.nanoTime()) {
            if (left > SLEEP_MARGIN_NS) {
                LockSupport.parkNanos(left - SLEEP_MARGIN_NS);
            } else {
                Thread.onSpinWait();
            }
        }
        return dueNs;
    }

    /**
     * Counts what should have begun before the window's end, but was stopped before: with the time that it has waited, which
     * is less than it would have taken.
     */
    void missed(long nowNs, long windowEndNs, WorkerBlock me) {
        if (intervalNs > 0) {
            for (long dueNs = nextNs; dueNs < windowEndNs; dueNs += intervalNs) {
                me.countLatency(nowNs - dueNs);
            }
        }
    }
}
