package io.interlock.reports.site.page;

import io.interlock.reports.gate.result.Histograms;
import io.interlock.reports.gate.result.Metric;
import io.interlock.reports.gate.result.Result;
import io.interlock.reports.gate.statistics.Bootstrap;
import io.interlock.reports.gate.statistics.Estimate;
import io.interlock.reports.gate.text.Numbers;
import io.interlock.reports.gate.text.Table;
import io.interlock.reports.gate.text.Table.Cell;
import io.interlock.reports.gate.text.Table.Row;
import io.interlock.reports.site.chart.Checks;
import io.interlock.reports.site.text.Implementations;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.HdrHistogram.Histogram;

/** Times from the median to the rarest percentile, with a row for each implementation. */
final class TimesTable {

    private static final List<String> SHOWN = List.of("p50", "p90", "p99", "p99.9", "p99.99");
    private static final String LONGEST = "max";

    /** A column after the times. */
    record Column(String header, Function<Result, Cell> cell) {}

    private TimesTable() {}

    /** A table of the metric's percentiles for which there are enough samples, and of further columns. */
    static Table of(String caption, List<Result> results, String metric, Histograms histograms, List<Column> more) {
        List<String> headers = new ArrayList<>(List.of("Implementation"));
        headers.addAll(SHOWN);
        headers.add("Longest");
        more.forEach(column -> headers.add(column.header()));
        List<Row> rows = new ArrayList<>();
        for (Result result : results) {
            Optional<Histogram> timed = histograms.merged(result, metric);
            List<Cell> cells = new ArrayList<>();
            for (String percentile : SHOWN) {
                boolean known = Percentiles.isKnown(percentile, timed);
                cells.add(known ? time(result, metric + "." + percentile, "ns") : Table.GAP);
            }
            cells.add(time(result, metric + "." + LONGEST, "ns"));
            more.forEach(column -> cells.add(column.cell().apply(result)));
            rows.add(new Row(result.implementation(), Implementations.name(result.implementation()), cells));
        }
        return new Table(caption, headers, rows);
    }

    /** A time, whose unit is one of nanoseconds. */
    static Cell time(Result result, String metric, String unit) {
        return Checks.metric(result, metric, unit).map(TimesTable::time).orElse(Table.GAP);
    }

    /** In nanoseconds, with its interval. */
    static Cell time(Metric metric) {
        Estimate estimate = Bootstrap.estimate(metric);
        return new Cell(Numbers.nanoseconds(estimate.value()), Numbers.interval(estimate, Numbers::nanoseconds));
    }

    static Cell rate(Result result, String metric) {
        Optional<Metric> rate = Checks.metric(result, metric, "ops/s");
        return rate.map(Bootstrap::estimate)
                .map(estimate -> Cell.of(Numbers.figure(estimate.value())))
                .orElse(Table.GAP);
    }
}
