package io.interlock.benchmarks.suite;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.openjdk.jmh.results.BenchmarkResult;
import org.openjdk.jmh.results.IterationResult;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.util.ListStatistics;

/**
 * Whether the windows that were measured are alike. One in which the compilers were still at work differs from those behind it
 * the same way in every fork; chance does not.
 */
final class WarmUps {

    /** A first window that differs by more is not of the same program. */
    private static final double MAX_DIFFERENCE = 1.15;

    private static final int MIN_FORKS = 3;
    private static final int MIN_WINDOWS = 3;

    private WarmUps() {}

    /** Names of the scenarios whose first windows do not belong to the others, with the factor between them. */
    static List<String> unfinished(List<ForkResult> forks) {
        Map<String, List<double[]>> scenarios = new LinkedHashMap<>();
        for (ForkResult fork : forks) {
            double[] totals = totals(fork);
            if (totals.length >= MIN_WINDOWS) {
                scenarios
                        .computeIfAbsent(fork.fork().name(), name -> new ArrayList<>())
                        .add(totals);
            }
        }
        List<String> names = new ArrayList<>();
        scenarios.forEach((name, windows) -> {
            double change = change(windows);
            if (change != 1) {
                names.add(name + String.format(Locale.ROOT, " (× %.2f)", change));
            }
        });
        return names;
    }

    /**
     * By which factor the later windows differ from the first, in the fork where that is the least.
     *
     * @return 1 if forks do not agree, or it is no more than chance
     */
    static double change(List<double[]> forks) {
        if (forks.size() < MIN_FORKS) {
            return 1;
        }
        double[] changes = forks.stream()
                .mapToDouble(
                        windows -> new ListStatistics(Arrays.copyOfRange(windows, 1, windows.length)).getPercentile(50)
                                / windows[0])
                .sorted()
                .toArray();
        double least = changes[0];
        double most = changes[changes.length - 1];
        if (least > MAX_DIFFERENCE) {
            return least;
        }
        return most < 1 / MAX_DIFFERENCE ? most : 1;
    }

    private static double[] totals(ForkResult fork) {
        BenchmarkResult all = fork.result().getAggregatedResult();
        if (all == null) {
            return new double[0];
        }
        List<Double> totals = new ArrayList<>();
        for (IterationResult window : all.getIterationResults()) {
            Result<?> total = window.getSecondaryResults().get("total");
            if (total != null && total.getScore() > 0) {
                totals.add(total.getScore());
            }
        }
        return totals.stream().mapToDouble(Double::doubleValue).toArray();
    }
}
