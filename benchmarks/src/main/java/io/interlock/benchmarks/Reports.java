package io.interlock.benchmarks;

import io.interlock.benchmarks.contest.TimedResult;
import io.interlock.benchmarks.contest.Used;
import io.interlock.benchmarks.jmh.Measure;
import io.interlock.benchmarks.jmh.WindowProfiler;
import org.HdrHistogram.Histogram;

/** Figures that several benchmarks have in common. */
final class Reports {

    private static final String[] PERCENTILES = {"50", "90", "99", "99.9", "99.99"};

    private Reports() {}

    /** Hand-overs, or operations at fixed times. */
    static void timed(String metric, TimedResult window) {
        WindowProfiler.report(new Measure("total", window.totalPerSecond(), "ops/s"));
        WindowProfiler.report(new Measure("shareMin", window.shareMin(), "ratio"));
        WindowProfiler.report(new Measure("overlap", window.overlap(), "ratio"));
        used(window.used());
        latencies(metric, window.latency());
    }

    static void used(Used used) {
        WindowProfiler.report(new Measure("cpu", used.cpuNs(), "ns/op"));
        WindowProfiler.report(new Measure("voluntarySwitches", used.voluntary(), "1/op"));
        WindowProfiler.report(new Measure("involuntarySwitches", used.involuntary(), "1/op"));
    }

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
