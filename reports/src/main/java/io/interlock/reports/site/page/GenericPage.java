package io.interlock.reports.site.page;

import io.interlock.reports.gate.result.Metric;
import io.interlock.reports.gate.result.Result;
import io.interlock.reports.gate.statistics.Bootstrap;
import io.interlock.reports.gate.statistics.Estimate;
import io.interlock.reports.gate.text.Numbers;
import io.interlock.reports.gate.text.Table;
import io.interlock.reports.gate.text.Table.Cell;
import io.interlock.reports.gate.text.Table.Row;
import io.interlock.reports.site.chart.DotChart;
import io.interlock.reports.site.chart.DotChart.Dot;
import io.interlock.reports.site.text.Implementations;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** The page of a benchmark class without a page of its own kind: scores of each method as a chart and a table. */
final class GenericPage {

    private static final String PREFIX = "benchmark-";

    private GenericPage() {}

    static List<Page> allOf(List<Result> results) {
        List<Page> pages = new ArrayList<>();
        byClass(results).forEach((name, group) -> pages.add(page(name, group)));
        return pages;
    }

    /** One table for each class, with primary metrics only. */
    static List<Table> scores(List<Result> results) {
        List<Table> tables = new ArrayList<>();
        byClass(results).forEach((name, group) -> {
            List<Row> rows = group.stream()
                    .map(result -> new Row(
                            result.implementation(),
                            result.params().isEmpty() ? result.method() : result.method() + ", " + label(result),
                            List.of(cell(result.primary()))))
                    .toList();
            tables.add(new Table(name, List.of("Benchmark", "Score"), rows));
        });
        return tables;
    }

    private static Map<String, List<Result>> byClass(List<Result> results) {
        Map<String, List<Result>> byClass = new TreeMap<>();
        results.forEach(result -> byClass.computeIfAbsent(result.className(), name -> new ArrayList<>())
                .add(result));
        return byClass;
    }

    private static Page page(String className, List<Result> results) {
        String file = PREFIX + className.replaceAll("[^A-Za-z0-9]", "-");
        return new Page(file + ".html", className, className, "Scores of " + className + ".", sections(file, results));
    }

    /**
     * One section for each method.
     *
     * @param prefix the prefix of the ids of sections and charts
     */
    static List<Section> sections(String prefix, List<Result> results) {
        // One method measured in two modes has two units, and therefore two charts.
        Map<String, List<Result>> groups = new LinkedHashMap<>();
        results.forEach(result -> groups.computeIfAbsent(
                        result.method() + ", " + result.primary().unit(), name -> new ArrayList<>())
                .add(result));
        List<Section> sections = new ArrayList<>();
        groups.forEach((name, group) -> sections.add(section(prefix + "-" + (sections.size() + 1), name, group)));
        return sections;
    }

    private static Section section(String id, String name, List<Result> results) {
        List<Block> blocks = new ArrayList<>();
        if (results.stream()
                .allMatch(result -> Bootstrap.estimate(result.primary()).value() > 0)) {
            blocks.add(new Block.Figure(chart(id, results)));
        } else {
            blocks.add(new Block.Text("There is no chart, because some scores are not above zero."));
        }
        blocks.add(new Block.Folded("All metrics", table(name, results)));
        return new Section(id, name, blocks);
    }

    private static DotChart chart(String id, List<Result> results) {
        List<Dot> dots = results.stream()
                .map(result -> Dot.of(result.implementation(), label(result), Bootstrap.estimate(result.primary())))
                .toList();
        boolean rate = results.get(0).mode().equals("thrpt");
        Dot best = dots.stream()
                .reduce((a, b) -> (score(a) > score(b)) == rate ? a : b)
                .orElseThrow();
        String unit = results.get(0).primary().unit();
        return new DotChart(
                id,
                results.get(0).method() + ": " + Numbers.figure(score(best)) + " " + unit
                        + (dots.size() > 1 ? " at best, " + best.label() : ""),
                "Median of forks, whiskers: 95 % interval; " + (rate ? "more" : "less") + " is better",
                "Score",
                unit,
                dots,
                List.of());
    }

    private static double score(Dot dot) {
        return dot.value().map(Estimate::value).orElse(Double.NaN);
    }

    private static String label(Result result) {
        if (result.params().isEmpty()) {
            return result.method();
        }
        return result.params().entrySet().stream()
                .map(param -> param.getKey().equals("implementation")
                        ? Implementations.name(param.getValue())
                        : param.getKey() + " " + param.getValue())
                .collect(Collectors.joining(", "));
    }

    private static Table table(String name, List<Result> results) {
        TreeSet<String> metrics = new TreeSet<>();
        results.forEach(result -> metrics.addAll(result.secondary().keySet()));
        List<String> headers = new ArrayList<>(List.of("", "Score"));
        headers.addAll(metrics);
        List<Row> rows = new ArrayList<>();
        for (Result result : results) {
            List<Cell> cells = new ArrayList<>(List.of(cell(result.primary())));
            metrics.forEach(metric ->
                    cells.add(result.metric(metric).map(GenericPage::cell).orElse(Table.GAP)));
            rows.add(new Row(result.implementation(), label(result), cells));
        }
        return new Table(name, headers, rows);
    }

    private static Cell cell(Metric metric) {
        Estimate estimate = Bootstrap.estimate(metric);
        return new Cell(Numbers.figure(estimate.value()) + " " + metric.unit(), Numbers.interval(estimate));
    }
}
