package io.interlock.reports.site.page;

import io.interlock.reports.gate.result.Histograms;
import io.interlock.reports.site.chart.LineChart;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The latency of operations that begin at fixed times, whether or not earlier operations are complete. */
final class OpenLoopSection {

    private OpenLoopSection() {}

    static Optional<Section> of(Primitive primitive, Histograms histograms) {
        List<OpenLoop> paces = OpenLoop.of(primitive);
        if (paces.isEmpty()) {
            return Optional.empty();
        }
        List<Block> blocks = new ArrayList<>();
        blocks.add(new Block.Text(
                "Operations begin at fixed times, at a share of the implementation’s maximum rate. The latency counts"
                        + " from the intended start, so an implementation that falls behind is charged for the delay of every"
                        + " operation that had to wait."));
        for (OpenLoop pace : paces) {
            chart(primitive, pace, histograms).ifPresent(chart -> blocks.add(new Block.Figure(chart)));
            blocks.add(new Block.Grid(TimesTable.of(
                    "From the intended start, " + pace.words(),
                    pace.results(),
                    OpenLoop.METRIC,
                    histograms,
                    List.of(
                            new TimesTable.Column("Intended ops/s", result -> TimesTable.rate(result, "intended")),
                            new TimesTable.Column(
                                    "CPU per operation", result -> TimesTable.time(result, "cpu", "ns/op"))))));
        }
        return Optional.of(new Section("open-loop", "At a fixed rate", blocks));
    }

    private static Optional<LineChart> chart(Primitive primitive, OpenLoop pace, Histograms histograms) {
        PercentileCurves curves = new PercentileCurves(pace.results(), OpenLoop.METRIC, histograms);
        return curves.chart(
                primitive.id() + "-open-loop-" + pace.id(),
                title(primitive, pace, curves),
                "From the intended start, " + pace.words() + "; all forks together; less is better",
                "operations",
                "Latency from the intended start");
    }

    private static String title(Primitive primitive, OpenLoop pace, PercentileCurves curves) {
        String at = "At " + pace.rate() + " %: ";
        return Comparison.withBest(pace.measured(), OpenLoop::p99, true, Deaths.survivors(primitive))
                .map(best -> at + best.finding() + " in 99 % of cases")
                .orElseGet(() -> at + curves.finding("is done").orElse("latency from the intended start"));
    }
}
