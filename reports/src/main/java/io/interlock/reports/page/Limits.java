package io.interlock.reports.page;

import io.interlock.reports.chart.Chart.Reference;
import io.interlock.reports.result.Metric;
import io.interlock.reports.result.Result;
import io.interlock.reports.stats.Bootstrap;
import io.interlock.reports.stats.Estimate;
import io.interlock.reports.text.Implementations;
import io.interlock.reports.text.Numbers;
import io.interlock.reports.text.Placements;
import io.interlock.reports.text.Table;
import io.interlock.reports.text.Table.Cell;
import io.interlock.reports.text.Table.Row;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What the machine itself needs, from the reference benchmarks. */
final class Limits {

    private static final String CLASS = "ReferenceBenchmark";
    private static final String ROUND_TRIP = "roundTrip";
    private static final String MEDIAN = HandOffSection.MEDIAN;
    private static final Map<String, String> NAMES = Map.of(
            "casReleaseStore", "Limit: compare-and-set, then store",
            "casSwap", "Limit: compare-and-set, then swap",
            "pingPong", "Cache line to another process and back");

    private Limits() {}

    static boolean belongs(Result result) {
        return result.className().equals(CLASS);
    }

    /** Those that bound one operation of one thread. */
    static List<Result> ofOneThread(List<Result> results) {
        return results.stream()
                .filter(result -> belongs(result) && !result.secondary().containsKey(ROUND_TRIP))
                .filter(result -> result.primary().unit().equals("ns/op"))
                .toList();
    }

    /** For charts. */
    static List<Reference> lines(List<Result> limits) {
        return limits.stream()
                .map(result -> new Reference(
                        name(result), Bootstrap.estimate(result.primary()).value()))
                .toList();
    }

    /** Of processes that take turns, on these processors. */
    static List<Result> handOffs(List<Result> results, String placement) {
        return results.stream()
                .filter(result -> belongs(result)
                        && result.method().equals(Primitive.HAND_OFF)
                        && result.placement().equals(placement)
                        && result.metric(MEDIAN).isPresent())
                .toList();
    }

    static Table table(List<Result> results) {
        List<Row> rows = new ArrayList<>();
        for (Result result : results) {
            if (belongs(result)) {
                Metric metric = result.metric(ROUND_TRIP)
                        .or(() -> result.metric(MEDIAN))
                        .orElse(result.primary());
                Estimate estimate = Bootstrap.estimate(metric);
                rows.add(new Row(
                        "reference",
                        name(result),
                        List.of(new Cell(
                                Numbers.figure(estimate.value()) + " " + metric.unit(), Numbers.interval(estimate)))));
            }
        }
        return new Table("", List.of("Reference", "Time"), rows);
    }

    static String name(Result result) {
        return result.method().equals(Primitive.HAND_OFF)
                ? Implementations.name(result.implementation()) + ", there and back, "
                        + Placements.name(result.placement())
                : NAMES.getOrDefault(result.method(), result.method());
    }
}
