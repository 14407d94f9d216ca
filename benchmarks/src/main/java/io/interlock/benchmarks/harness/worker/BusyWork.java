package io.interlock.benchmarks.harness.worker;

import java.util.concurrent.TimeUnit;

/**
 * Busy work of a known time: a chain of multiplications, each of which needs the one before. It touches no memory, and an
 * out-of-order processor cannot shorten it; nor can a compiler, thanks to the shift: multiplications and additions alone would be
 * drawn together into one for each unrolled round. {@code support.h} has the same chain.
 */
final class BusyWork {

    private static final int CALIBRATION_STEPS = 20_000;
    private static final long FIRST_CALIBRATION_NS = TimeUnit.MILLISECONDS.toNanos(200);
    private static final long CALIBRATION_NS = TimeUnit.MILLISECONDS.toNanos(5);

    /** A step takes five cycles, 1 to 2 ns; above this the loop cannot be compiled yet. */
    private static final long MAX_COMPILED_STEP_NS = 4;

    private static final long LONGEST_CALIBRATION_NS = TimeUnit.SECONDS.toNanos(5);

    private final long insideNs;
    private final long outsideNs;
    private long fastestRoundNs = Long.MAX_VALUE;
    private long insideSteps;
    private long outsideSteps;
    private long value = 1;

    BusyWork(long insideNs, long outsideNs) {
        this.insideNs = insideNs;
        this.outsideNs = outsideNs;
    }

    /**
     * Finds out how many steps take these times. To be called before each window: in a JVM that has just started, on a busy
     * machine, even the fastest round may have run interpreted, ten times as slow. The first call takes its time for that.
     */
    void calibrate() {
        if (insideNs == 0 && outsideNs == 0) {
            return;
        }
        long now = System.nanoTime();
        long begin = now;
        long end = now + (fastestRoundNs == Long.MAX_VALUE ? FIRST_CALIBRATION_NS : CALIBRATION_NS);
        while (now < end || (isInterpreted() && now - begin < LONGEST_CALIBRATION_NS)) {
            value = chain(value, CALIBRATION_STEPS);
            long next = System.nanoTime();
            // The fastest round of all is the one that nothing interrupted, and that ran compiled.
            fastestRoundNs = Math.min(fastestRoundNs, next - now);
            now = next;
        }
        double nsPerStep = (double) fastestRoundNs / CALIBRATION_STEPS;
        insideSteps = Math.round(insideNs / nsPerStep);
        outsideSteps = Math.round(outsideNs / nsPerStep);
    }

    /** On a busy machine the compiler may not get to run within the usual time. */
    private boolean isInterpreted() {
        return fastestRoundNs > MAX_COMPILED_STEP_NS * CALIBRATION_STEPS;
    }

    void inside() {
        value = chain(value, insideSteps);
    }

    void outside() {
        value = chain(value, outsideSteps);
    }

    private static long chain(long value, long steps) {
        long next = value;
        for (long i = 0; i < steps; i++) {
            next = (next ^ next >>> 32) * 6_364_136_223_846_793_005L;
        }
        return next;
    }
}
