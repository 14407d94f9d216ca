package io.interlock.reports.site.page;

import io.interlock.reports.gate.result.Histograms;
import io.interlock.reports.gate.result.Metric;
import io.interlock.reports.gate.result.Result;
import io.interlock.reports.gate.statistics.Bootstrap;
import io.interlock.reports.gate.text.Numbers;
import io.interlock.reports.site.chart.Chart;
import io.interlock.reports.site.chart.Checks;
import io.interlock.reports.site.chart.DotChart;
import io.interlock.reports.site.chart.DotChart.Dot;
import io.interlock.reports.site.text.Implementations;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The time to open an existing region, in a JVM that has done so before and in a new one. */
final class AttachSection {

    /** The kinds of JVM that attach. */
    enum Kind {
        WARM("attach", "again in the same JVM"),
        COLD("attachCold", "once in a new JVM");

        private final String method;
        private final String jvm;

        Kind(String method, String jvm) {
            this.method = method;
            this.jvm = jvm;
        }

        String method() {
            return method;
        }

        /** As in {@code attaching once in a new JVM}. */
        String words() {
            return "attaching " + jvm;
        }

        /** For the start of a sentence. */
        String heading() {
            return "Attaching " + jvm;
        }
    }

    private static final String METRIC = "attach";
    private static final String MEDIAN = METRIC + ".p50";
    private static final double MS_PER_NS = 1e-6;

    private AttachSection() {}

    static Optional<Section> of(Primitive primitive, Histograms histograms) {
        List<Block> blocks = new ArrayList<>();
        blocks.add(new Block.Text(
                "One process opens a region that another one created, does one operation, and closes it. A new JVM"
                        + " must also load and interpret the classes for this."));
        for (Kind kind : Kind.values()) {
            List<Result> results = primitive.of(kind.method());
            chart(primitive, kind, histograms).ifPresent(chart -> blocks.add(new Block.Figure(chart)));
            if (!results.isEmpty()) {
                blocks.add(new Block.Grid(TimesTable.of(kind.heading(), results, METRIC, histograms, List.of())));
            }
        }
        return blocks.size() == 1 ? Optional.empty() : Optional.of(new Section("attach", "Attaching", blocks));
    }

    /** The results whose median is known. */
    static List<Result> measured(Primitive primitive, Kind kind) {
        return Checks.having(primitive.of(kind.method()), MEDIAN, "ns");
    }

    static Metric median(Result result) {
        return result.metric(MEDIAN).orElseThrow();
    }

    private static Optional<? extends Chart> chart(Primitive primitive, Kind kind, Histograms histograms) {
        String id = primitive.id() + "-" + kind.method();
        // A new JVM attaches once, which is too few times for a curve.
        return kind == Kind.COLD
                ? medians(id, primitive, kind)
                : new PercentileCurves(primitive.of(kind.method()), METRIC, histograms)
                        .chart(
                                id,
                                title(primitive, kind),
                                "Open, first operation, close, " + kind.jvm + "; all forks together; less is better",
                                "times",
                                "Time to attach");
    }

    private static Optional<DotChart> medians(String id, Primitive primitive, Kind kind) {
        List<Dot> dots = measured(primitive, kind).stream()
                .map(result -> Dot.of(result, median(result).times(MS_PER_NS, "ms")))
                .toList();
        return dots.isEmpty()
                ? Optional.empty()
                : Optional.of(new DotChart(
                        id,
                        title(primitive, kind),
                        "Open, first operation, close, " + kind.jvm
                                + "; median of forks, whiskers: 95 % interval; less is better",
                        "Time to attach",
                        "ms",
                        dots,
                        List.of()));
    }

    private static String title(Primitive primitive, Kind kind) {
        List<Result> results = measured(primitive, kind);
        String start = kind.heading() + ": ";
        return Comparison.withBest(results, AttachSection::median, true, Deaths.survivors(primitive))
                .map(best -> start + best.finding() + " in the median")
                .or(() -> results.stream().findFirst().map(first -> start + alone(first)))
                .orElse(kind.heading());
    }

    private static String alone(Result result) {
        return Implementations.name(result.implementation()) + " takes "
                + Numbers.nanoseconds(Bootstrap.estimate(median(result)).value()) + " in the median";
    }
}
