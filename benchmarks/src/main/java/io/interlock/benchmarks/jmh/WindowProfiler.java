package io.interlock.benchmarks.jmh;

import io.interlock.benchmarks.trial.ForkScope;
import io.interlock.benchmarks.trial.Latencies;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.HdrHistogram.Histogram;
import org.openjdk.jmh.infra.BenchmarkParams;
import org.openjdk.jmh.infra.IterationParams;
import org.openjdk.jmh.profile.InternalProfiler;
import org.openjdk.jmh.results.IterationResult;
import org.openjdk.jmh.runner.IterationType;

/**
 * Hands the figures of each window to JMH as secondary results. It is also the way by which a fork learns what run it is of:
 * unlike JVM arguments, a profiler's options cannot collide with the user's.
 *
 * <p>Options: {@code run=ID}, and {@code histograms=FILE} for a log of the fork's histograms, tagged by metric.
 */
public final class WindowProfiler implements InternalProfiler {

    private static final Map<String, Histogram> PENDING = new HashMap<>();
    private static final List<WindowFigure> FIGURES = new ArrayList<>();

    private final Map<String, String> options = new HashMap<>();
    private final Map<String, Histogram> measured = new HashMap<>();

    public WindowProfiler(String options) {
        for (String option : options.split(";", -1)) {
            String[] keyAndValue = option.split("=", 2);
            if (keyAndValue.length == 2) {
                this.options.put(keyAndValue[0], keyAndValue[1]);
            }
        }
        String run = this.options.get("run");
        if (run != null) {
            ForkScope.join(run);
        }
    }

    /** What {@code -prof} takes, without the histograms. */
    public static String options(String runId) {
        return "run=" + runId;
    }

    public static String options(String runId, Path histograms) {
        return options(runId) + ";histograms=" + histograms;
    }

    /** A figure of the window that has just ended. */
    public static void report(WindowFigure figure) {
        FIGURES.add(figure);
    }

    /** A distribution of the window that has just ended, in nanoseconds. */
    public static void report(String metric, Histogram histogram) {
        // A sum of histograms lasts from the first to the last of its parts.
        histogram.setStartTimeStamp(System.currentTimeMillis());
        histogram.setEndTimeStamp(System.currentTimeMillis());
        PENDING.put(metric, histogram);
    }

    @Override
    public void beforeIteration(BenchmarkParams benchmark, IterationParams iteration) {
        FIGURES.clear();
        PENDING.clear();
    }

    @Override
    public Collection<WindowFigure> afterIteration(
            BenchmarkParams benchmark, IterationParams iteration, IterationResult result) {
        if (iteration.getType() == IterationType.MEASUREMENT) {
            PENDING.forEach(this::add);
            String file = options.get("histograms");
            if (file != null && !measured.isEmpty()) {
                HistogramLog.write(Path.of(file), measured);
            }
        }
        return List.copyOf(FIGURES);
    }

    private void add(String metric, Histogram histogram) {
        Histogram sum = measured.computeIfAbsent(metric, m -> Latencies.newHistogram());
        sum.setStartTimeStamp(Math.min(sum.getStartTimeStamp(), System.currentTimeMillis()));
        sum.add(histogram);
        sum.setEndTimeStamp(System.currentTimeMillis());
    }

    @Override
    public String getDescription() {
        return "Figures of the measured windows, over all workers";
    }
}
