package io.interlock.reports.site.page;

import io.interlock.reports.gate.result.Histograms;
import io.interlock.reports.gate.result.Result;
import io.interlock.reports.gate.text.Numbers;
import io.interlock.reports.site.chart.LineChart;
import io.interlock.reports.site.chart.LineChart.Line;
import io.interlock.reports.site.chart.LineChart.Point;
import io.interlock.reports.site.chart.LineChart.XAxis;
import io.interlock.reports.site.chart.LineChart.YAxis;
import io.interlock.reports.site.text.Implementations;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The times of one metric by percentile, with a curve for each implementation. */
final class PercentileCurves {

    private final Map<String, Percentiles> curves = new LinkedHashMap<>();

    /** Curves of the results that have the metric, in their order. */
    PercentileCurves(List<Result> results, String metric, Histograms histograms) {
        for (Result result : results) {
            Percentiles.of(result, metric, histograms)
                    .ifPresent(percentiles -> curves.put(result.implementation(), percentiles));
        }
    }

    /** A sentence like {@code Interlock acquires within 2 µs in 99.9 % of cases}, about Interlock or else the first curve. */
    Optional<String> finding(String verb) {
        return curves.containsKey(Implementations.OURS)
                ? finding(Implementations.OURS, verb)
                : curves.keySet().stream().findFirst().flatMap(first -> finding(first, verb));
    }

    private Optional<String> finding(String implementation, String verb) {
        return Optional.ofNullable(curves.get(implementation))
                .flatMap(percentiles -> Percentiles.TELLING.stream()
                        .filter(tick -> percentiles.at(tick).isPresent())
                        .findFirst()
                        .map(tick -> Implementations.name(implementation) + " " + verb + " within "
                                + Numbers.nanoseconds(percentiles.at(tick).orElseThrow()) + " in "
                                + tick.replace(' ', '\u00a0') + " of cases"));
    }

    /** The chart; empty if no curve has a point. */
    Optional<LineChart> chart(String id, String title, String subtitle, String shareOf, String axis) {
        List<String> ticks = Percentiles.commonTicks(List.copyOf(curves.values()));
        List<Line> lines = new ArrayList<>();
        curves.forEach((implementation, percentiles) -> {
            List<Point> points = new ArrayList<>();
            for (int tick = 0; tick < ticks.size(); tick++) {
                int position = tick;
                percentiles
                        .at(ticks.get(tick))
                        .ifPresent(ns -> points.add(new Point(position, Math.max(ns, 1), ns, ns)));
            }
            if (!points.isEmpty()) {
                lines.add(new Line(implementation, points));
            }
        });
        return lines.isEmpty()
                ? Optional.empty()
                : Optional.of(new LineChart(
                        id,
                        title,
                        subtitle,
                        new XAxis("Share of " + shareOf + " that take no longer", ticks),
                        new YAxis(axis, true),
                        lines));
    }
}
