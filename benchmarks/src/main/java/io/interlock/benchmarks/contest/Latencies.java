package io.interlock.benchmarks.contest;

import org.HdrHistogram.Histogram;

/** Histograms of nanoseconds, all of one precision, so that they add up. */
public final class Latencies {

    private static final int SIGNIFICANT_DIGITS = 3;

    private Latencies() {}

    public static Histogram newHistogram() {
        return new Histogram(SIGNIFICANT_DIGITS);
    }
}
