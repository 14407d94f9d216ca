package io.interlock.reports.site.page;

import io.interlock.reports.gate.result.Metric;
import io.interlock.reports.gate.result.Result;
import io.interlock.reports.gate.statistics.Bootstrap;
import io.interlock.reports.gate.statistics.Estimate;
import io.interlock.reports.gate.text.Numbers;
import io.interlock.reports.gate.text.Table;
import io.interlock.reports.gate.text.Table.Cell;
import io.interlock.reports.gate.text.Table.Row;
import io.interlock.reports.site.chart.Chart.Reference;
import io.interlock.reports.site.text.Implementations;
import io.interlock.reports.site.text.Placements;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** The physical limits of the machine, from the reference benchmarks. */
final class Limits {

    private static final String REFERENCE = "reference";
    private static final String CLASS = "ReferenceBenchmark";
    private static final String ROUND_TRIP = "roundTrip";
    private static final String MEDIAN = HandOffSection.MEDIAN;
    private static final Map<String, String> NAMES = Map.of(
            "casReleaseStore", "Limit: compare-and-set, then store",
            "casSwap", "Limit: compare-and-set, then swap",
            "getAndAdd", "Limit: atomic addition",
            "memcpy", "Copying memory",
            "pingPong", "Cache line to another process and back");
    /** The fewest instructions that can acquire and release. */
    private static final Set<String> OF_LOCKS = Set.of("casReleaseStore", "casSwap");
    /** The fewest instructions that can add to a number. */
    private static final Set<String> OF_NUMBERS = Set.of("getAndAdd");
    /** The primitives whose operation is an addition. */
    private static final Set<String> NUMBERS = Set.of("value", "array");

    private Limits() {}

    static boolean belongs(Result result) {
        return result.className().equals(CLASS);
    }

    /** The references that bound one operation of one thread. */
    static List<Result> ofOneThread(Primitive primitive, List<Result> results) {
        Set<String> methods =
                Wording.of(primitive).acquired() ? OF_LOCKS : NUMBERS.contains(primitive.id()) ? OF_NUMBERS : Set.of();
        return results.stream()
                .filter(result -> belongs(result) && methods.contains(result.method()))
                .filter(result -> result.primary().unit().equals("ns/op"))
                .toList();
    }

    /** The reference lines for charts. */
    static List<Reference> lines(List<Result> limits) {
        return limits.stream()
                .map(result -> new Reference(
                        name(result), Bootstrap.estimate(result.primary()).value()))
                .toList();
    }

    /** The references for processes that alternate on these processors. */
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
                Metric metric = metric(result);
                Estimate estimate = Bootstrap.estimate(metric);
                rows.add(new Row(
                        REFERENCE,
                        name(result),
                        List.of(new Cell(
                                Numbers.withUnit(estimate.value(), metric.unit()),
                                Numbers.interval(estimate, value -> Numbers.withUnit(value, metric.unit()))))));
            }
        }
        return new Table("Every reference", List.of("Reference", "Time"), rows);
    }

    private static Metric metric(Result result) {
        return result.metric(ROUND_TRIP).or(() -> result.metric(MEDIAN)).orElse(result.primary());
    }

    /** The time of a reference; empty if it is measured in another unit. */
    static Optional<Estimate> nanoseconds(Result result) {
        Metric metric = metric(result);
        boolean time = metric.unit().equals("ns") || metric.unit().equals("ns/op");
        return Optional.of(Bootstrap.estimate(metric)).filter(estimate -> time && estimate.value() > 0);
    }

    static String name(Result result) {
        return result.method().equals(Primitive.HAND_OFF)
                ? Implementations.name(result.implementation()) + ", round trip, " + Placements.name(result.placement())
                : NAMES.getOrDefault(result.method(), result.method()) + params(result);
    }

    /** The parameters by which references differ. */
    private static String params(Result result) {
        return result.params().entrySet().stream()
                .filter(param -> !param.getKey().equals("implementation"))
                .map(param -> param.getKey().equals("bytes")
                        ? ", " + param.getValue() + " bytes"
                        : ", " + param.getKey() + " " + param.getValue())
                .collect(Collectors.joining());
    }
}
