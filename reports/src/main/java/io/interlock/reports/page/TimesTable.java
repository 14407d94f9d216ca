package io.interlock.reports.page;

import io.interlock.reports.chart.Checks;
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
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Times from the median to the rarest case, a row for each implementation. */
final class TimesTable {

    private static final List<String> SHOWN = List.of("p50", "p90", "p99", "p99.9", "p99.99");

    /** What stands behind the times. */
    record Column(String header, Function<Result, Cell> cell) {}

    private TimesTable() {}

    /** Of the metric's percentiles and what else is asked for. */
    static Table of(String caption, List<Result> results, String metric, List<Column> more) {
        List<Column> columns = new ArrayList<>();
        SHOWN.forEach(
                percentile -> columns.add(new Column(percentile, result -> percentile(result, metric, percentile))));
        columns.add(new Column("Longest", result -> percentile(result, metric, "max")));
        columns.addAll(more);
        List<String> headers = new ArrayList<>(List.of("Implementation"));
        columns.forEach(column -> headers.add(column.header()));
        List<Row> rows = results.stream()
                .map(result -> new Row(
                        result.implementation(),
                        Implementations.name(result.implementation()),
                        columns.stream()
                                .map(column -> column.cell().apply(result))
                                .toList()))
                .toList();
        return new Table(caption, headers, rows);
    }

    private static Cell percentile(Result result, String metric, String percentile) {
        return time(result, metric + "." + percentile, "ns");
    }

    /** A time, whose unit is one of nanoseconds. */
    static Cell time(Result result, String metric, String unit) {
        return Checks.metric(result, metric, unit).map(TimesTable::time).orElse(Table.GAP);
    }

    /** In nanoseconds, with its interval. */
    static Cell time(Metric metric) {
        Estimate estimate = Bootstrap.estimate(metric);
        return new Cell(
                Numbers.nanoseconds(estimate.value()),
                Numbers.nanoseconds(estimate.low()) + "–" + Numbers.nanoseconds(estimate.high()));
    }

    static Cell rate(Result result, String metric) {
        Optional<Metric> rate = Checks.metric(result, metric, "ops/s");
        return rate.map(Bootstrap::estimate)
                .map(estimate -> Cell.of(Numbers.figure(estimate.value())))
                .orElse(Table.GAP);
    }
}
