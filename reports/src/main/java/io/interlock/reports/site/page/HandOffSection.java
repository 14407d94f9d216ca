package io.interlock.reports.site.page;

import io.interlock.reports.gate.result.Histograms;
import io.interlock.reports.gate.result.Metric;
import io.interlock.reports.gate.result.Result;
import io.interlock.reports.gate.statistics.Bootstrap;
import io.interlock.reports.gate.text.Numbers;
import io.interlock.reports.gate.text.Table;
import io.interlock.reports.gate.text.Table.Cell;
import io.interlock.reports.site.chart.Checks;
import io.interlock.reports.site.chart.LineChart;
import io.interlock.reports.site.page.Primitive.Setting;
import io.interlock.reports.site.text.Implementations;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Round trips between two processes that wait for each other, with a chart and a table for each setting. */
final class HandOffSection {

    static final String ROUND_TRIP = "roundTrip";
    static final String MEDIAN = ROUND_TRIP + ".p50";
    /** A percentile, by its name in the result format. */
    static final String RARE = "p99.9";

    private HandOffSection() {}

    static Optional<Section> of(Primitive primitive, List<Result> all, Histograms histograms) {
        List<Block> blocks = new ArrayList<>();
        blocks.add(new Block.Text(
                "One process hands over to another and waits for the answer. For a barrier, a round trip is the time"
                        + " from one meeting of all parties to the next. Every round trip is timed, including one reading of the"
                        + " clock. The limits are pairs of C processes that share one word: one pair spins on it, the other sleeps"
                        + " until the kernel wakes it."));
        for (Setting setting : primitive.settings()) {
            chart(primitive, setting, all, histograms).ifPresent(chart -> blocks.add(new Block.Figure(chart)));
            blocks.add(new Block.Grid(table(primitive, setting, all, histograms)));
        }
        return blocks.size() == 1 ? Optional.empty() : Optional.of(new Section("hand-off", "Round trips", blocks));
    }

    static Optional<LineChart> chart(Primitive primitive, Setting setting, List<Result> all, Histograms histograms) {
        PercentileCurves curves = new PercentileCurves(withLimits(primitive, setting, all), ROUND_TRIP, histograms);
        return curves.chart(
                primitive.id() + "-hand-off-" + setting.id(),
                title(primitive, setting, curves),
                "Round trip with " + setting.words() + "; all forks together; less is better",
                "round trips",
                "Round trip");
    }

    private static String title(Primitive primitive, Setting setting, PercentileCurves curves) {
        List<Result> results = measured(primitive, setting);
        String at = setting.words() + ": ";
        return Comparison.withBest(results, HandOffSection::median, true, Deaths.survivors(primitive))
                .map(best -> at + best.finding() + " in the median")
                .orElseGet(() -> at + curves.finding("gets back").orElse("round trips"));
    }

    /** The results whose median is known. */
    static List<Result> measured(Primitive primitive, Setting setting) {
        return Checks.having(primitive.handOffs(setting), MEDIAN, "ns");
    }

    static Metric median(Result result) {
        return result.metric(MEDIAN).orElseThrow();
    }

    private static List<Result> withLimits(Primitive primitive, Setting setting, List<Result> all) {
        List<Result> results = new ArrayList<>(primitive.handOffs(setting));
        if (setting.processes() == 2) {
            results.addAll(Limits.handOffs(all, setting.placement()));
        }
        return results;
    }

    private static Table table(Primitive primitive, Setting setting, List<Result> all, Histograms histograms) {
        Optional<Metric> limit = Limits.handOffs(all, "apart").stream()
                .filter(result -> result.implementation().equals(Implementations.SPIN))
                .findFirst()
                .flatMap(result -> result.metric(MEDIAN));
        List<TimesTable.Column> more = new ArrayList<>();
        more.add(new TimesTable.Column("CPU per round trip", result -> TimesTable.time(result, "cpu", "ns/op")));
        limit.ifPresent(spinning -> more.add(new TimesTable.Column(
                "p50 ÷ spinning limit",
                result -> result.metric(MEDIAN)
                        .map(median -> Bootstrap.ratio(median, spinning))
                        .map(ratio -> new Cell(Numbers.times(ratio.value()), Numbers.interval(ratio)))
                        .orElse(Table.GAP))));
        return TimesTable.of(
                "Round trips, " + setting.words(), withLimits(primitive, setting, all), ROUND_TRIP, histograms, more);
    }
}
