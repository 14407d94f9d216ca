package io.interlock.benchmarks.contest;

import io.interlock.benchmarks.control.ControlBlock;
import org.HdrHistogram.Histogram;

/** Histograms of nanoseconds, all of one precision, so that they add up. */
public final class Latencies {

    private static final int SIGNIFICANT_DIGITS = 3;

    private Latencies() {}

    public static Histogram newHistogram() {
        return new Histogram(SIGNIFICANT_DIGITS);
    }

    /** Those of all contenders' last window. */
    static Histogram of(ControlBlock control) {
        Histogram all = newHistogram();
        control.contenders().forEach(contender -> contender.addLatenciesTo(all));
        return all;
    }
}
