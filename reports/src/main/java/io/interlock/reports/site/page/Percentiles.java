package io.interlock.reports.site.page;

import io.interlock.reports.gate.result.Histograms;
import io.interlock.reports.gate.result.Result;
import io.interlock.reports.gate.statistics.Bootstrap;
import io.interlock.reports.site.chart.Checks;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.HdrHistogram.Histogram;

/** Times of one metric, in nanoseconds, by percentile: from the histogram, or from the metrics if there is no histogram. */
final class Percentiles {

    /** The percentiles by which a sentence describes a curve: the rarest that the curve reaches. */
    static final List<String> TELLING = List.of("99.9 %", "99 %", "90 %", "50 %");

    private static final String MAX = "max";
    private static final String MEDIAN = "p50";
    private static final double[] FINE = {50, 75, 90, 95, 99, 99.5, 99.9, 99.95, 99.99, 99.999};
    /** With fewer values beyond it a percentile is not significant. */
    private static final int MIN_BEYOND = 5;

    private final Map<String, Double> values = new LinkedHashMap<>();

    /** The percentiles of the metrics, which are fewer than those of a histogram. */
    private boolean coarse;

    private Percentiles() {}

    static Optional<Percentiles> of(Result result, String metric, Histograms histograms) {
        Percentiles percentiles = new Percentiles();
        histograms
                .merged(result, metric)
                .ifPresentOrElse(percentiles::addAll, () -> percentiles.addMetrics(result, metric));
        return percentiles.values.isEmpty() ? Optional.empty() : Optional.of(percentiles);
    }

    /** The ticks of the longest curve. If a curve comes from metrics, its ticks are used, so that no line has gaps. */
    static List<String> commonTicks(List<Percentiles> all) {
        boolean coarse = all.stream().anyMatch(Percentiles::isCoarse);
        return all.stream()
                .filter(percentiles -> percentiles.isCoarse() == coarse)
                .max(Comparator.comparingInt(percentiles -> percentiles.values.size()))
                .map(percentiles -> List.copyOf(percentiles.values.keySet()))
                .orElse(List.of());
    }

    /** Tells whether there are enough samples for a percentile such as {@code p99.9}. There always are for the median. */
    static boolean isKnown(String percentile, Optional<Histogram> timed) {
        return percentile.equals(MEDIAN)
                || timed.isEmpty()
                || isKnown(Double.parseDouble(percentile.substring(1)), timed.get());
    }

    private static boolean isKnown(double percentile, Histogram timed) {
        return timed.getTotalCount() * (100 - percentile) / 100 >= MIN_BEYOND;
    }

    Optional<Double> at(String tick) {
        return Optional.ofNullable(values.get(tick));
    }

    private boolean isCoarse() {
        return coarse;
    }

    private void addAll(Histogram histogram) {
        for (double percentile : FINE) {
            if (isKnown(percentile, histogram)) {
                values.put(tick(percentile), (double) histogram.getValueAtPercentile(percentile));
            }
        }
        values.put(MAX, (double) histogram.getMaxValue());
    }

    private void addMetrics(Result result, String name) {
        coarse = true;
        for (String percentile : List.of("50", "90", "99", "99.9", "99.99")) {
            Checks.metric(result, name + ".p" + percentile, "ns")
                    .ifPresent(metric -> values.put(
                            percentile + " %", Bootstrap.estimate(metric).value()));
        }
        Checks.metric(result, name + ".max", "ns")
                .ifPresent(metric -> values.put(MAX, Bootstrap.estimate(metric).value()));
    }

    private static String tick(double percentile) {
        String text = String.valueOf(percentile);
        return (text.endsWith(".0") ? text.substring(0, text.length() - 2) : text) + " %";
    }
}
