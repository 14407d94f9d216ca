package io.interlock.reports.page;

import io.interlock.reports.page.Deaths.Outcome;
import io.interlock.reports.result.Result;
import io.interlock.reports.result.Skipped;
import io.interlock.reports.stats.Bootstrap;
import io.interlock.reports.stats.Estimate;
import io.interlock.reports.text.Implementations;
import io.interlock.reports.text.Loads;
import io.interlock.reports.text.Numbers;
import io.interlock.reports.text.Table;
import io.interlock.reports.text.Table.Cell;
import io.interlock.reports.text.Table.Row;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** One primitive at a glance: a row per implementation. */
final class SummaryTable {

    private final Primitive primitive;
    private final String load;
    private final List<Outcome> outcomes;

    SummaryTable(Primitive primitive) {
        this.primitive = primitive;
        this.load = primitive.mainLoad().orElse("");
        this.outcomes = Deaths.of(primitive);
    }

    Table table(List<Skipped> skipped) {
        List<String> headers = new ArrayList<>(List.of("Implementation", "Alone, " + uncontendedUnit()));
        primitive.processes().forEach(n -> headers.add(n + (n == 1 ? " process" : " processes")));
        headers.add("Least share");
        headers.add("After kill -9");
        List<Row> rows = new ArrayList<>();
        for (String implementation : primitive.implementations()) {
            rows.add(new Row(implementation, Implementations.name(implementation), cells(implementation)));
        }
        for (Skipped skip : skipped) {
            List<Cell> gaps = new ArrayList<>();
            headers.stream().skip(1).forEach(header -> gaps.add(Table.GAP));
            rows.add(new Row("", Implementations.name(skip.implementation()) + " (skipped)", gaps));
        }
        return new Table(caption(), headers, rows);
    }

    private String caption() {
        String caption = primitive.name() + ": time alone";
        if (!primitive.contended(load).isEmpty()) {
            caption += "; throughput of all processes in " + totalUnit() + ", " + Loads.name(load)
                    + "; share of the least served of " + primitive.mainProcesses();
        }
        return caption + "; next acquisition after kill -9";
    }

    private List<Cell> cells(String implementation) {
        List<Cell> cells = new ArrayList<>();
        cells.add(primitive.of(Primitive.UNCONTENDED).stream()
                .filter(result -> result.implementation().equals(implementation))
                .findFirst()
                .map(result -> cell(Bootstrap.estimate(result.primary())))
                .orElse(Table.GAP));
        for (int processes : primitive.processes()) {
            cells.add(primitive
                    .contended(implementation, load, processes)
                    .map(result -> cell(Bootstrap.estimate(ThroughputSection.total(result))))
                    .orElse(Table.GAP));
        }
        cells.add(primitive
                .contended(implementation, load, primitive.mainProcesses())
                .flatMap(result -> result.metric("shareMin"))
                .map(metric -> cell(Bootstrap.estimate(metric)))
                .orElse(Table.GAP));
        cells.add(outcomes.stream()
                .filter(outcome -> outcome.implementation().equals(implementation))
                .findFirst()
                .map(SummaryTable::recovery)
                .orElse(Table.GAP));
        return cells;
    }

    private static Cell cell(Estimate estimate) {
        return new Cell(Numbers.figure(estimate.value()), Numbers.interval(estimate));
    }

    private static Cell recovery(Outcome outcome) {
        Optional<Estimate> time = outcome.timeMs();
        if (time.isEmpty()) {
            return Cell.of(Deaths.NEVER);
        }
        String note = outcome.always() ? Numbers.interval(time.get()) : outcome.recovered() + " of " + outcome.kills();
        return new Cell(Numbers.figure(time.get().value()) + " ms", note);
    }

    private String uncontendedUnit() {
        return unit(primitive.of(Primitive.UNCONTENDED).stream()
                .map(result -> result.primary().unit())
                .findFirst());
    }

    private String totalUnit() {
        return unit(primitive.contended(load).stream()
                .map((Result result) -> ThroughputSection.total(result).unit())
                .findFirst());
    }

    private static String unit(Optional<String> unit) {
        return unit.map(text -> text.replace("/op", "")).orElse("not measured");
    }
}
