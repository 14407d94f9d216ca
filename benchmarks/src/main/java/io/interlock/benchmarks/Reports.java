package io.interlock.benchmarks;

import io.interlock.benchmarks.jmh.Measure;
import io.interlock.benchmarks.jmh.WindowProfiler;
import org.HdrHistogram.Histogram;

/** Figures that several benchmarks have in common. */
final class Reports {

    private static final String[] PERCENTILES = {"50", "90", "99", "99.9", "99.99"};

    private Reports() {}

    /** The percentiles of a window, and its histogram; in nanoseconds. */
    static void latencies(String metric, Histogram latency) {
        for (String percentile : PERCENTILES) {
            long value = latency.getValueAtPercentile(Double.parseDouble(percentile));
            WindowProfiler.report(new Measure(metric + ".p" + percentile, value, "ns"));
        }
        WindowProfiler.report(new Measure(metric + ".max", latency.getMaxValue(), "ns"));
        WindowProfiler.report(metric, latency);
    }
}
