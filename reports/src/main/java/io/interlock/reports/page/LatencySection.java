package io.interlock.reports.page;

import io.interlock.reports.chart.LineChart;
import io.interlock.reports.chart.LineChart.Line;
import io.interlock.reports.chart.LineChart.Point;
import io.interlock.reports.chart.LineChart.XAxis;
import io.interlock.reports.chart.LineChart.YAxis;
import io.interlock.reports.result.Histograms;
import io.interlock.reports.result.Result;
import io.interlock.reports.text.Implementations;
import io.interlock.reports.text.Loads;
import io.interlock.reports.text.Numbers;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** How long acquiring takes, up to the rarest cases: one chart per load. */
final class LatencySection {

    private LatencySection() {}

    static Optional<Section> of(Primitive primitive, Histograms histograms) {
        List<Block> blocks = new ArrayList<>();
        blocks.add(new Block.Text("Every 64th acquisition is timed, from the call to its return. The further right, the"
                + " rarer: at 99.9 %, one acquisition of a thousand takes longer. Curves end where too few were timed to"
                + " say more; “max” is the longest of all."));
        for (String load : primitive.loads()) {
            chart(primitive, load, histograms).ifPresent(chart -> blocks.add(new Block.Figure(chart)));
        }
        return blocks.size() == 1 ? Optional.empty() : Optional.of(new Section("latency", "Time to acquire", blocks));
    }

    static Optional<LineChart> chart(Primitive primitive, String load, Histograms histograms) {
        List<Percentiles> all = new ArrayList<>();
        List<String> implementations = new ArrayList<>();
        for (Result result : ThroughputSection.main(primitive, load)) {
            Percentiles.of(result, histograms).ifPresent(percentiles -> {
                all.add(percentiles);
                implementations.add(result.implementation());
            });
        }
        if (all.isEmpty()) {
            return Optional.empty();
        }
        List<String> ticks = Percentiles.commonTicks(all);
        List<Line> lines = new ArrayList<>();
        for (int i = 0; i < all.size(); i++) {
            List<Point> points = new ArrayList<>();
            for (int tick = 0; tick < ticks.size(); tick++) {
                int position = tick;
                all.get(i)
                        .at(ticks.get(tick))
                        .ifPresent(ns -> points.add(new Point(position, Math.max(ns, 1), ns, ns)));
            }
            if (!points.isEmpty()) {
                lines.add(new Line(implementations.get(i), points));
            }
        }
        if (lines.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new LineChart(
                primitive.id() + "-latency-" + load.replaceAll("[^A-Za-z0-9]", "-"),
                title(primitive, load, all, implementations),
                "Time to acquire with " + primitive.mainProcesses() + " processes, " + Loads.name(load)
                        + "; all forks together; less is better",
                new XAxis("Share of acquisitions that take no longer", ticks),
                new YAxis("Time to acquire", true),
                lines));
    }

    private static String title(Primitive primitive, String load, List<Percentiles> all, List<String> implementations) {
        String at = primitive.mainProcesses() + " processes, " + Loads.inside(load) + ": ";
        int ours = Math.max(0, implementations.indexOf(Implementations.OURS));
        String name = Implementations.name(implementations.get(ours));
        return all.get(ours)
                .at(Percentiles.RARE)
                .map(ns -> at + name + " acquires within " + Numbers.nanoseconds(ns) + " in 99.9 % of cases")
                .orElse(at + "time to acquire");
    }
}
