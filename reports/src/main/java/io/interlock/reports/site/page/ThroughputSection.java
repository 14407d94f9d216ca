package io.interlock.reports.site.page;

import io.interlock.reports.gate.result.Metric;
import io.interlock.reports.gate.result.Result;
import io.interlock.reports.gate.statistics.Bootstrap;
import io.interlock.reports.gate.statistics.Estimate;
import io.interlock.reports.gate.text.Numbers;
import io.interlock.reports.site.chart.Chart;
import io.interlock.reports.site.chart.Checks;
import io.interlock.reports.site.chart.DotChart;
import io.interlock.reports.site.chart.DotChart.Dot;
import io.interlock.reports.site.chart.LineChart;
import io.interlock.reports.site.chart.LineChart.Line;
import io.interlock.reports.site.chart.LineChart.Point;
import io.interlock.reports.site.chart.LineChart.XAxis;
import io.interlock.reports.site.chart.LineChart.YAxis;
import io.interlock.reports.site.text.Implementations;
import io.interlock.reports.site.text.Loads;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The throughput of all processes together by their number, with one chart for each load. */
final class ThroughputSection {

    private static final String OPS_PER_SECOND = "ops/s";
    private static final double MILLIONTH = 1e-6;

    private ThroughputSection() {}

    static Optional<Section> of(Primitive primitive) {
        List<Block> blocks = new ArrayList<>();
        Wording wording = Wording.of(primitive);
        String caution = wording.acquired() && primitive.loads().contains(Loads.EMPTY)
                ? " With no work inside the lock, the fastest lock is the one that never changes its owner: see fairness"
                        + " below, and the other loads."
                : "";
        blocks.add(new Block.Text((wording.messages()
                        ? "One process takes the elements that all others put in the same window; the taken elements count."
                        : "All processes do the same in the same window; the figure is their sum.")
                + caution));
        for (String load : primitive.loads()) {
            chart(primitive, load).ifPresent(chart -> blocks.add(new Block.Figure(chart)));
        }
        return blocks.size() == 1
                ? Optional.empty()
                : Optional.of(new Section("throughput", "Throughput under contention", blocks));
    }

    static Optional<Chart> chart(Primitive primitive, String load) {
        List<Result> results = primitive.contended(load);
        if (results.isEmpty()) {
            return Optional.empty();
        }
        String unit = Checks.sameUnit(results, ThroughputSection::rawTotal);
        List<Integer> processes = primitive.processes();
        String id = primitive.id() + "-throughput-" + load.replaceAll("[^A-Za-z0-9]", "-");
        String subtitle = "All processes together, " + Wording.of(primitive).load(load)
                + "; median of forks, whiskers: 95 % interval; more is better";
        String shown = unit.equals(OPS_PER_SECOND) ? "Mops/s" : unit;
        if (processes.size() == 1) {
            // Points above each other on one tick would hide each other.
            List<Dot> dots = results.stream()
                    .map(result -> Dot.of(result, total(result)))
                    .toList();
            return Optional.of(
                    new DotChart(id, title(primitive, load), subtitle, "Throughput", shown, dots, List.of()));
        }
        List<Line> lines = new ArrayList<>();
        for (String implementation : primitive.implementations()) {
            List<Point> points = new ArrayList<>();
            for (int i = 0; i < processes.size(); i++) {
                Optional<Result> result = primitive.contended(implementation, load, processes.get(i));
                if (result.isPresent()) {
                    Estimate total = Bootstrap.estimate(total(result.get()));
                    points.add(Point.of(i, total));
                }
            }
            if (!points.isEmpty()) {
                lines.add(new Line(implementation, points));
            }
        }
        return Optional.of(new LineChart(
                id,
                title(primitive, load),
                subtitle,
                new XAxis("Processes", processes.stream().map(String::valueOf).toList()),
                new YAxis("Throughput, " + shown, false),
                lines));
    }

    /** The metric in millions per second, if it is in operations per second. */
    static Metric total(Result result) {
        Metric total = rawTotal(result);
        return total.unit().equals(OPS_PER_SECOND) ? total.times(MILLIONTH, "Mops/s") : total;
    }

    private static Metric rawTotal(Result result) {
        return result.metric(Primitive.TOTAL).orElseThrow();
    }

    /** The results at the number of processes in headings. */
    static List<Result> main(Primitive primitive, String load) {
        return primitive.contended(load).stream()
                .filter(result -> result.processes().orElse(0) == primitive.mainProcesses())
                .toList();
    }

    private static String title(Primitive primitive, String load) {
        List<Result> results = main(primitive, load);
        String at =
                primitive.mainProcesses() + " processes" + Wording.of(primitive).inside(load) + ": ";
        Optional<Comparison> best =
                Comparison.withBest(results, ThroughputSection::total, false, Deaths.survivors(primitive));
        if (best.isPresent()) {
            return at + best.get().finding();
        }
        return results.stream()
                .findFirst()
                .map(result -> at + Implementations.name(result.implementation()) + " does "
                        + Numbers.figure(Bootstrap.estimate(total(result)).value()) + " "
                        + total(result).unit())
                .orElse("Throughput by number of processes");
    }
}
