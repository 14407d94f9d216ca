package io.interlock.reports.site.page;

import io.interlock.reports.gate.result.Result;
import io.interlock.reports.gate.statistics.Estimate;
import io.interlock.reports.gate.text.Numbers;
import io.interlock.reports.site.chart.DotChart;
import io.interlock.reports.site.chart.DotChart.Dot;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The physical limits of the machine, which other charts show as reference lines. */
final class ReferencesPage {

    static final String FILE = "references.html";

    private ReferencesPage() {}

    /** The page; empty if no reference was measured. */
    static Optional<Page> of(List<Result> all) {
        List<Result> references = all.stream().filter(Limits::belongs).toList();
        if (references.isEmpty()) {
            return Optional.empty();
        }
        List<Block> blocks = new ArrayList<>();
        blocks.add(
                new Block.Text("Lower bounds of any implementation, measured by programs that do nothing else: atomic"
                        + " instructions of one thread, one word in memory that two processes pass back and forth, and the"
                        + " kernel’s futex. They depend on the machine only, so they also serve to compare machines."));
        chart(references).ifPresent(chart -> blocks.add(new Block.Figure(chart)));
        blocks.add(new Block.Grid(Limits.table(references)));
        return Optional.of(new Page(
                FILE,
                "Limits",
                "Physical limits of the machine",
                "Physical limits, measured in the same run as everything else.",
                List.of(new Section("limits", "Limits", blocks))));
    }

    private static Optional<DotChart> chart(List<Result> references) {
        List<Dot> dots = references.stream()
                .filter(result -> Limits.nanoseconds(result).isPresent())
                .sorted(Comparator.comparingDouble(
                        result -> Limits.nanoseconds(result).orElseThrow().value()))
                .map(result -> Dot.of(
                        "reference",
                        Limits.name(result),
                        Limits.nanoseconds(result).orElseThrow()))
                .toList();
        return dots.isEmpty()
                ? Optional.empty()
                : Optional.of(new DotChart(
                        "references",
                        title(dots),
                        "Time of one operation, or of one round trip; median of forks, whiskers: 95 % interval",
                        "Time",
                        "ns",
                        dots,
                        List.of()));
    }

    private static String title(List<Dot> dots) {
        Dot least = dots.get(0);
        Dot most = dots.get(dots.size() - 1);
        return dots.size() == 1
                ? sentence(least)
                : sentence(least) + "; " + withoutLimit(most.label()) + ", " + time(most);
    }

    private static String sentence(Dot dot) {
        String name = withoutLimit(dot.label());
        return name.substring(0, 1).toUpperCase(Locale.ROOT) + name.substring(1) + " takes " + time(dot);
    }

    private static String time(Dot dot) {
        return Numbers.nanoseconds(dot.value().map(Estimate::value).orElseThrow());
    }

    private static String withoutLimit(String label) {
        return label.replaceFirst("^Limit: ", "");
    }
}
