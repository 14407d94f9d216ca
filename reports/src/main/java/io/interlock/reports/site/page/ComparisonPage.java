package io.interlock.reports.site.page;

import io.interlock.reports.gate.compare.Compared;
import io.interlock.reports.gate.compare.Compared.Finding;
import io.interlock.reports.gate.statistics.Estimate;
import io.interlock.reports.gate.text.Numbers;
import io.interlock.reports.gate.text.Table;
import io.interlock.reports.gate.text.Table.Cell;
import io.interlock.reports.gate.text.Table.Row;
import io.interlock.reports.site.chart.Chart.Reference;
import io.interlock.reports.site.chart.DotChart;
import io.interlock.reports.site.chart.DotChart.Dot;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** The page for a comparison by {@code compare} or {@code ab} of this run with another commit or run. */
final class ComparisonPage {

    static final String FILE = "comparison.html";

    /** A chart with more dots is unreadable; the table has the other benchmarks. */
    private static final int MAX_DOTS = 30;

    private static final double PERCENT = 100;

    private ComparisonPage() {}

    static Page of(Compared compared) {
        List<Section> sections = new ArrayList<>();
        List<Block> verdict = new ArrayList<>();
        compared.problems().forEach(problem -> verdict.add(new Block.Notice("Not compared: " + problem)));
        verdict.add(new Block.Text(compared.summary()));
        if (!compared.notes().isEmpty()) {
            verdict.add(new Block.Bullets(compared.notes()));
        }
        sections.add(new Section("verdict", "Verdict", verdict));
        if (!compared.findings().isEmpty()) {
            sections.add(new Section(
                    "benchmarks",
                    "Every benchmark",
                    List.of(
                            new Block.Text(
                                    "Ratios are of times, head over base, for rates too: above 1 the head is slower. A"
                                            + " benchmark is “slower” if its whole interval lies beyond the threshold, also after"
                                            + " the correction of Benjamini and Hochberg over all benchmarks. It is “unclear” if this"
                                            + " run cannot decide. The minimum detectable slowdown is the smallest one that this run"
                                            + " detects in 95 of 100 cases."),
                            new Block.Figure(chart(compared)),
                            new Block.Grid(table(compared.findings())))));
        }
        return new Page(
                FILE,
                "Comparison",
                "Two runs compared",
                "Base: " + compared.base() + ". Head: " + compared.head() + ".",
                sections);
    }

    private static DotChart chart(Compared compared) {
        List<Finding> shown = compared.findings().stream()
                .sorted(Comparator.comparingDouble(
                        finding -> -Math.abs(Math.log(finding.ratio().value()))))
                .limit(MAX_DOTS)
                .toList();
        List<Dot> dots = shown.stream()
                .map(finding -> Dot.of(finding.implementation(), finding.name(), finding.ratio()))
                .toList();
        String most = shown.size() < compared.findings().size() ? "; the " + shown.size() + " largest differences" : "";
        return new DotChart(
                "comparison",
                title(compared.findings()),
                "Time of the head divided by that of the base; whiskers: 95 % interval; less is better" + most,
                "Ratio of times",
                Numbers.RATIO,
                dots,
                List.of(new Reference("No difference", 1)));
    }

    private static String title(List<Finding> findings) {
        long slower = findings.stream().filter(Finding::isSlower).count();
        long faster = findings.stream().filter(Finding::isFaster).count();
        String of = " of " + findings.size() + (findings.size() == 1 ? " benchmark" : " benchmarks");
        if (slower == 0 && faster == 0) {
            return "None" + of + " is slower or faster";
        }
        return slower + of + (slower == 1 ? " is slower, " : " are slower, ") + faster + " faster";
    }

    private static Table table(List<Finding> findings) {
        boolean noise = findings.stream().anyMatch(finding -> finding.noise().isPresent());
        List<String> headers = new ArrayList<>(
                List.of("Benchmark", "Verdict", "Ratio", "Base", "Head", "Threshold", "Minimum detectable slowdown"));
        if (noise) {
            headers.add("A/A ratio");
        }
        List<Row> rows = new ArrayList<>();
        for (Finding finding : findings) {
            List<Cell> cells = new ArrayList<>(List.of(
                    Cell.of(finding.verdict()),
                    ratio(finding.ratio()),
                    Cell.of(Numbers.withUnit(finding.base(), finding.unit())),
                    Cell.of(Numbers.withUnit(finding.head(), finding.unit())),
                    Cell.of(Numbers.plain(finding.threshold() * PERCENT) + " %"),
                    Cell.of(percent(finding.smallestVisible()))));
            if (noise) {
                cells.add(finding.noise().map(ComparisonPage::ratio).orElse(Table.GAP));
            }
            rows.add(new Row(finding.implementation(), finding.name(), cells));
        }
        return new Table("Base and head, benchmark by benchmark", headers, rows);
    }

    private static Cell ratio(Estimate ratio) {
        return new Cell(Numbers.figure(ratio.value()), Numbers.interval(ratio));
    }

    private static String percent(double ratio) {
        return Double.isFinite(ratio) ? Numbers.plain((ratio - 1) * PERCENT) + " %" : Table.GAP.text();
    }
}
