package io.interlock.reports.site.page;

import io.interlock.reports.gate.text.Numbers;
import io.interlock.reports.gate.text.Table;
import io.interlock.reports.gate.text.Table.Cell;
import io.interlock.reports.gate.text.Table.Row;
import io.interlock.reports.site.chart.DotChart;
import io.interlock.reports.site.chart.DotChart.Dot;
import io.interlock.reports.site.page.Deaths.Outcome;
import io.interlock.reports.site.text.Implementations;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Whether another process continues after the holder was killed, and after what time. */
final class RecoverySection {

    /** A headline lists at most this many names. */
    private static final int NAMED = 3;

    private RecoverySection() {}

    static Optional<Section> of(Primitive primitive) {
        List<Outcome> outcomes = Deaths.of(primitive);
        if (outcomes.isEmpty()) {
            return Optional.empty();
        }
        Wording wording = Wording.of(primitive);
        List<Block> blocks = new ArrayList<>();
        blocks.add(new Block.Text(
                "A process is killed with kill -9 while it holds or changes the primitive, and another process waits or"
                        + " works. The time counts from the kill until the other process has acquired, was notified, or has"
                        + " continued. “Never” means not within 2 seconds."));
        chart(primitive).ifPresent(chart -> blocks.add(new Block.Figure(chart)));
        blocks.add(new Block.Grid(table(outcomes, wording)));
        return Optional.of(new Section("recovery", "After kill -9 of " + wording.killed(), blocks));
    }

    /** The chart; empty if no implementation recovered. */
    static Optional<DotChart> chart(Primitive primitive) {
        List<Outcome> outcomes = Deaths.of(primitive);
        if (outcomes.stream().allMatch(outcome -> outcome.timeMs().isEmpty())) {
            return Optional.empty();
        }
        String goingOn = Wording.of(primitive).goingOn();
        List<Dot> dots = outcomes.stream().map(RecoverySection::dot).toList();
        return Optional.of(new DotChart(
                primitive.id() + "-recovery",
                "After kill -9: " + title(outcomes),
                "Time from the kill " + goingOn + "; median of forks, whiskers: 95 % interval; less is better",
                "Time " + goingOn,
                "ms",
                dots,
                List.of()));
    }

    private static Dot dot(Outcome outcome) {
        String name = Implementations.name(outcome.implementation());
        if (outcome.timeMs().isEmpty()) {
            return Dot.missing(outcome.implementation(), name, outcome.gap());
        }
        String label =
                outcome.always() ? name : name + " (" + outcome.recovered() + " of " + outcome.kills() + " kills)";
        return Dot.of(outcome.implementation(), label, outcome.timeMs().get());
    }

    static String title(List<Outcome> outcomes) {
        List<String> parts = new ArrayList<>();
        outcomes.stream()
                .filter(outcome -> outcome.implementation().startsWith(Implementations.OURS))
                .filter(outcome -> outcome.timeMs().isPresent())
                .findFirst()
                .ifPresent(ours -> ours.timeMs()
                        .ifPresent(time -> parts.add(Implementations.name(ours.implementation()) + " continues after "
                                + Numbers.nanoseconds(time.value() * 1e6))));
        List<String> never = outcomes.stream()
                .filter(Outcome::never)
                .map(outcome -> Implementations.name(outcome.implementation()))
                .toList();
        if (!never.isEmpty()) {
            parts.add("never: " + names(never));
        }
        return parts.isEmpty() ? "the time until another process continues" : String.join("; ", parts);
    }

    private static String names(List<String> names) {
        if (names.size() > NAMED) {
            return String.join(", ", names.subList(0, NAMED)) + " and " + (names.size() - NAMED) + " more";
        }
        int last = names.size() - 1;
        String others = String.join(", ", names.subList(0, last));
        return others.isEmpty() ? names.get(last) : others + " and " + names.get(last);
    }

    private static Table table(List<Outcome> outcomes, Wording wording) {
        List<Row> rows = new ArrayList<>();
        for (Outcome outcome : outcomes) {
            rows.add(new Row(
                    outcome.implementation(),
                    Implementations.name(outcome.implementation()),
                    List.of(
                            Cell.of(outcome.recovered() + " of " + outcome.kills()),
                            outcome.timeMs()
                                    .map(time -> new Cell(Numbers.figure(time.value()) + " ms", Numbers.interval(time)))
                                    .orElse(Cell.of(Deaths.NEVER)))));
        }
        return new Table("", List.of("Implementation", "Kills survived", "Time " + wording.goingOn()), rows);
    }
}
