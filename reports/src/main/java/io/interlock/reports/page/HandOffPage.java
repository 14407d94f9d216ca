package io.interlock.reports.page;

import io.interlock.reports.chart.Checks;
import io.interlock.reports.chart.DotChart;
import io.interlock.reports.chart.DotChart.Dot;
import io.interlock.reports.result.Metric;
import io.interlock.reports.result.Result;
import io.interlock.reports.stats.Bootstrap;
import io.interlock.reports.stats.Estimate;
import io.interlock.reports.text.Implementations;
import io.interlock.reports.text.Numbers;
import io.interlock.reports.text.Table;
import io.interlock.reports.text.Table.Cell;
import io.interlock.reports.text.Table.Row;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** A benchmark class whose {@code pingPong} hands a turn to another process and back. */
final class HandOffPage {

    private static final String METHOD = "pingPong";
    private static final String TYPICAL = "roundTrip.p50";
    private static final String RATE = "roundTrips";
    private static final List<String> TIMES = List.of(TYPICAL, "roundTrip.p99", "roundTrip.p99.9", "roundTrip.max");

    private final String className;
    private final List<Result> results;

    private HandOffPage(String className, List<Result> results) {
        this.className = className;
        this.results = results.stream()
                .sorted(Comparator.comparingInt(HandOffPage::pairs)
                        .thenComparing(HandOffPage::primitive, Comparator.comparing(p -> p.equals("raw") ? "" : p))
                        .thenComparing(Result::implementation, Implementations.order()))
                .toList();
    }

    /** Whether a page of this kind shows the result. */
    static boolean belongs(Result result) {
        return result.method().equals(METHOD) && result.secondary().containsKey(TYPICAL);
    }

    static List<Page> allOf(List<Result> all) {
        return byClass(all).stream().map(HandOffPage::page).toList();
    }

    static List<Table> tables(List<Result> all) {
        return byClass(all).stream()
                .map(each -> each.table(each.name() + ": round trips"))
                .toList();
    }

    private static List<HandOffPage> byClass(List<Result> all) {
        Map<String, List<Result>> byClass = new TreeMap<>();
        all.stream()
                .filter(HandOffPage::belongs)
                .forEach(result -> byClass.computeIfAbsent(result.className(), name -> new ArrayList<>())
                        .add(result));
        return byClass.entrySet().stream()
                .map(entry -> new HandOffPage(entry.getKey(), entry.getValue()))
                .toList();
    }

    private String name() {
        return className.replaceFirst("Benchmark$", "");
    }

    private String id() {
        return "hand-off-" + className.replaceAll("[^A-Za-z0-9]", "-");
    }

    private Page page() {
        List<Block> blocks = List.of(
                new Block.Text("Two processes per pair hand a turn back and forth. A round trip is there and back; at a"
                        + " barrier of two it is one generation. The raw one is a cache line and two processes that spin:"
                        + " what the machine itself takes. Every round trip of one pair is timed, with one reading of the"
                        + " clock in it."),
                new Block.Figure(chart()),
                new Block.Grid(table("")));
        return new Page(
                id() + ".html",
                name(),
                name(),
                "How long it takes to hand a turn to another process and to get it back.",
                List.of(new Section("round-trips", "Round trips", blocks)));
    }

    /** Of the fewest pairs: with more than the machine has processors for, the system's scheduler is measured too. */
    private DotChart chart() {
        int fewest = pairs(results.get(0));
        List<Dot> dots = results.stream()
                .filter(result -> pairs(result) == fewest)
                .map(result -> Dot.of(
                        result.implementation(),
                        label(result),
                        Bootstrap.estimate(Checks.metric(result, TYPICAL, "ns").orElseThrow())))
                .toList();
        Dot best = dots.stream()
                .min(Comparator.comparingDouble(
                        dot -> dot.value().map(Estimate::value).orElse(Double.MAX_VALUE)))
                .orElseThrow();
        return new DotChart(
                id(),
                "There and back: " + best.label() + " takes "
                        + Numbers.nanoseconds(best.value().map(Estimate::value).orElseThrow())
                        + (dots.size() > 1 ? ", the least of all" : ""),
                "Median round trip with " + pairsText(fewest)
                        + "; median of forks, whiskers: 95 % interval; less is better",
                "Median round trip",
                "ns",
                dots,
                List.of());
    }

    private Table table(String caption) {
        List<Row> rows = results.stream()
                .map(result -> {
                    List<Cell> cells = new ArrayList<>(List.of(Cell.of(String.valueOf(pairs(result)))));
                    TIMES.forEach(metric -> cells.add(time(result, metric)));
                    cells.add(Checks.metric(result, RATE, "ops/s")
                            .map(metric -> cell(metric, Numbers.figure(value(metric))))
                            .orElse(Table.GAP));
                    return new Row(result.implementation(), label(result), cells);
                })
                .toList();
        return new Table(
                caption, List.of("", "Pairs", "50 %", "99 %", "99.9 %", "max", "Round trips/s, all pairs"), rows);
    }

    private static Cell time(Result result, String metric) {
        Optional<Metric> time = Checks.metric(result, metric, "ns");
        return time.map(m -> cell(m, Numbers.nanoseconds(value(m)))).orElse(Table.GAP);
    }

    private static double value(Metric metric) {
        return Bootstrap.estimate(metric).value();
    }

    private static Cell cell(Metric metric, String text) {
        Estimate estimate = Bootstrap.estimate(metric);
        return new Cell(
                text,
                metric.unit().equals("ns")
                        ? Numbers.nanoseconds(estimate.low()) + "–" + Numbers.nanoseconds(estimate.high())
                        : Numbers.interval(estimate));
    }

    private static String label(Result result) {
        String name = Implementations.name(result.implementation());
        String primitive = primitive(result);
        return primitive.isEmpty() ? name : primitive + ", " + name;
    }

    private static String primitive(Result result) {
        return result.params().getOrDefault("primitive", "");
    }

    private static int pairs(Result result) {
        String pairs = result.params().getOrDefault("pairs", "1");
        return pairs.matches("\\d{1,6}") ? Integer.parseInt(pairs) : 1;
    }

    private static String pairsText(int pairs) {
        return pairs == 1 ? "one pair" : pairs + " pairs";
    }
}
