package io.interlock.reports.gate.output;

import io.interlock.reports.gate.compare.Finding;
import io.interlock.reports.gate.compare.Measure;
import io.interlock.reports.gate.compare.Verdicts;
import io.interlock.reports.gate.statistics.Bootstrap;
import io.interlock.reports.gate.text.Numbers;
import io.interlock.reports.gate.text.Table;
import io.interlock.reports.gate.text.Table.Cell;
import io.interlock.reports.gate.text.Table.Row;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** A comparison as a table, the same for terminals, Markdown and JUnit. */
public final class Columns {

    private Columns() {}

    /** All findings, in their order. */
    public static Table table(Verdicts verdicts) {
        boolean noise =
                verdicts.findings().stream().anyMatch(finding -> finding.noise().isPresent());
        List<String> headers = new ArrayList<>(List.of(
                "Benchmark",
                "Base",
                "Head",
                "Time, head / base",
                "95 % interval",
                "Verdict",
                "Minimum detectable slowdown"));
        if (noise) {
            headers.add("A/A ratio");
        }
        Map<String, Long> names =
                verdicts.findings().stream().collect(Collectors.groupingBy(Finding::name, Collectors.counting()));
        List<Row> rows = verdicts.findings().stream()
                .map(finding -> row(finding, names.getOrDefault(finding.name(), 1L) > 1, noise))
                .toList();
        return new Table("", headers, rows, false);
    }

    private static Row row(Finding finding, boolean ambiguous, boolean noise) {
        List<Cell> cells = new ArrayList<>(List.of(
                Cell.of(score(finding.base())),
                Cell.of(score(finding.head())),
                Cell.of(Numbers.figure(finding.ratio().value())),
                Cell.of(Numbers.interval(finding.ratio())),
                Cell.of(finding.verdict().word()),
                Cell.of(percent(finding.smallestVisible()))));
        if (noise) {
            cells.add(finding.noise()
                    .map(ratio -> Cell.of(Numbers.figure(ratio.value()) + " (" + Numbers.interval(ratio) + ")"))
                    .orElse(Table.GAP));
        }
        Function<Measure, String> name = ambiguous ? Measure::fullName : Measure::name;
        return new Row("", name.apply(finding.head()), cells);
    }

    /** As in {@code 12.3 ns/op}. */
    public static String score(Measure measure) {
        return Numbers.figure(Bootstrap.score(measure.values())) + "\u00a0"
                + measure.values().unit();
    }

    /** The difference of a ratio from 1, as in {@code +10.4 %}. */
    public static String percent(double ratio) {
        double percent = (ratio - 1) * 100;
        return (percent < 0 ? "" : "+") + Numbers.figure(percent) + "\u00a0%";
    }

    static final String LEGEND =
            "A ratio above 1 means that the head is slower, for rates too. Slower: the whole interval lies beyond the"
                    + " benchmark's threshold, also after the correction for multiple comparisons. Minimum detectable"
                    + " slowdown: the smallest slowdown that this run detects in 95 of 100 cases.";
}
