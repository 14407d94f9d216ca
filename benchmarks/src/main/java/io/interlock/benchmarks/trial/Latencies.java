package io.interlock.benchmarks.trial;

import io.interlock.benchmarks.harness.control.ControlBlock;
import org.HdrHistogram.Histogram;

/** Histograms of nanoseconds, all of one precision, so that they add up. */
public final class Latencies {

    private static final int SIGNIFICANT_DIGITS = 3;

    private Latencies() {}

    public static Histogram newHistogram() {
        return new Histogram(SIGNIFICANT_DIGITS);
    }

    /** Those of all workers' last window. */
    static Histogram of(ControlBlock control) {
        Histogram all = newHistogram();
        control.workers().forEach(worker -> worker.addLatenciesTo(all));
        return all;
    }
}
