package io.interlock.benchmarks.jmh;

import io.interlock.benchmarks.trial.Latencies;
import java.io.FileNotFoundException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.HdrHistogram.EncodableHistogram;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.HistogramLogReader;
import org.HdrHistogram.HistogramLogWriter;

/** Log files of HdrHistogram, in nanoseconds. */
public final class HistogramLog {

    private HistogramLog() {}

    /** Writes one interval per metric, with the metric as its tag. */
    static void write(Path file, Map<String, Histogram> byMetric) {
        try (PrintStream out = open(file)) {
            HistogramLogWriter writer = begin(out);
            byMetric.forEach((metric, histogram) -> {
                histogram.setTag(metric);
                append(writer, histogram);
            });
        }
    }

    /** Writes one interval per fork. */
    public static void write(Path file, List<Histogram> forks) {
        try (PrintStream out = open(file)) {
            HistogramLogWriter writer = begin(out);
            forks.forEach(histogram -> {
                histogram.setTag(null);
                append(writer, histogram);
            });
        }
    }

    /** Writes the percentiles of all forks together, as HdrHistogram's plotter reads them. */
    public static void writePercentiles(Path file, List<Histogram> forks) {
        Histogram all = Latencies.newHistogram();
        forks.forEach(all::add);
        int stepsPerHalf = 5;
        double unit = 1;
        try (PrintStream out = open(file)) {
            all.outputPercentileDistribution(out, stepsPerHalf, unit);
        }
    }

    /** The intervals by their tags. */
    public static Map<String, Histogram> read(Path file) {
        Map<String, Histogram> byTag = new HashMap<>();
        try (HistogramLogReader reader = new HistogramLogReader(file.toFile())) {
            EncodableHistogram next = reader.nextIntervalHistogram();
            while (next != null) {
                byTag.put(next.getTag(), (Histogram) next);
                next = reader.nextIntervalHistogram();
            }
            return byTag;
        } catch (FileNotFoundException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static PrintStream open(Path file) {
        try {
            return new PrintStream(file.toFile(), StandardCharsets.UTF_8);
        } catch (java.io.IOException e) {
            throw new UncheckedIOException("cannot write " + file, e);
        }
    }

    private static HistogramLogWriter begin(PrintStream out) {
        HistogramLogWriter writer = new HistogramLogWriter(out);
        writer.outputComment("nanoseconds; by interlock-benchmarks");
        writer.outputLogFormatVersion();
        writer.outputLegend();
        return writer;
    }

    private static void append(HistogramLogWriter writer, Histogram histogram) {
        double maximumUnit = 1;
        writer.outputIntervalHistogram(
                histogram.getStartTimeStamp() / 1e3, histogram.getEndTimeStamp() / 1e3, histogram, maximumUnit);
    }
}
