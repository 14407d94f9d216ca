package io.interlock.benchmarks.jmh;

import io.interlock.benchmarks.trial.StreamResult;
import io.interlock.benchmarks.trial.TimedResult;
import io.interlock.benchmarks.trial.Used;
import io.interlock.benchmarks.trial.WindowResult;
import org.HdrHistogram.Histogram;

/** Figures that several benchmarks have in common. */
public final class Figures {

    private static final String[] PERCENTILES = {"50", "90", "99", "99.9", "99.99"};

    private Figures() {}

    /** Operations without pause. */
    static void of(WindowResult window, boolean excludes) {
        report("total", window.totalPerSecond(), "ops/s");
        report("shareMin", window.shareMin(), "ratio");
        report("jain", window.jain(), "ratio");
        if (excludes) {
            report("ownerChanges", window.ownerChanges(), "1/op");
        }
        used(window.used());
        report("overlap", window.overlap(), "ratio");
        report("longestStall", window.longestStallNs() / 1e3, "us");
        latencies("acquire", window.latency());
    }

    /** Messages. */
    static void of(StreamResult window) {
        report("total", window.totalPerSecond(), "ops/s");
        report("shareMin", window.shareMin(), "ratio");
        report("jain", window.jain(), "ratio");
        report("overlap", window.overlap(), "ratio");
        used(window.used());
        report("longestStall", window.longestStallNs() / 1e3, "us");
    }

    /** Hand-overs, or operations at fixed times. */
    static void of(String metric, TimedResult window) {
        report("total", window.totalPerSecond(), "ops/s");
        report("shareMin", window.shareMin(), "ratio");
        report("overlap", window.overlap(), "ratio");
        used(window.used());
        latencies(metric, window.latency());
    }

    private static void report(String label, double value, String unit) {
        WindowProfiler.report(new WindowFigure(label, value, unit));
    }

    private static void used(Used used) {
        report("cpu", used.cpuNs(), "ns/op");
        report("voluntarySwitches", used.voluntary(), "1/op");
        report("involuntarySwitches", used.involuntary(), "1/op");
    }

    /** The percentiles of a window, and its histogram; in nanoseconds. */
    public static void latencies(String metric, Histogram latency) {
        for (String percentile : PERCENTILES) {
            long value = latency.getValueAtPercentile(Double.parseDouble(percentile));
            report(metric + ".p" + percentile, (double) value, "ns");
        }
        report(metric + ".max", (double) latency.getMaxValue(), "ns");
        WindowProfiler.report(metric, latency);
    }
}
