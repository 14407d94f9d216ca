package io.interlock.reports.site.page;

import io.interlock.reports.gate.result.Histograms;
import io.interlock.reports.gate.result.Result;
import io.interlock.reports.gate.result.Skipped;
import io.interlock.reports.gate.statistics.Bootstrap;
import io.interlock.reports.gate.statistics.Estimate;
import io.interlock.reports.gate.text.Numbers;
import io.interlock.reports.gate.text.Table;
import io.interlock.reports.gate.text.Table.Cell;
import io.interlock.reports.gate.text.Table.Row;
import io.interlock.reports.site.page.Deaths.Outcome;
import io.interlock.reports.site.page.Primitive.Setting;
import io.interlock.reports.site.text.Implementations;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/** The summary table of one primitive, with a row for each implementation. */
final class SummaryTable {

    private record Column(String header, Function<String, Optional<Cell>> cell) {}

    private final Primitive primitive;
    private final Histograms histograms;
    private final Wording wording;
    private final String load;
    private final List<Outcome> outcomes;

    SummaryTable(Primitive primitive, Histograms histograms) {
        this.primitive = primitive;
        this.histograms = histograms;
        this.wording = Wording.of(primitive);
        this.load = primitive.mainLoad().orElse("");
        this.outcomes = Deaths.of(primitive);
    }

    Table table(List<Skipped> skipped) {
        List<Column> columns = columns();
        List<String> headers = new ArrayList<>(List.of("Implementation"));
        columns.forEach(column -> headers.add(column.header()));
        List<Row> rows = new ArrayList<>();
        for (String implementation : primitive.implementations()) {
            List<Cell> cells = columns.stream()
                    .map(column -> column.cell().apply(implementation).orElse(Table.GAP))
                    .toList();
            rows.add(new Row(implementation, Implementations.name(implementation), cells));
        }
        for (Skipped skip : skipped) {
            List<Cell> gaps = columns.stream().map(column -> Table.GAP).toList();
            rows.add(new Row("", Implementations.name(skip.implementation()) + " (skipped)", gaps));
        }
        return new Table(caption(), headers, rows);
    }

    /** The columns for which at least one implementation has a measurement. */
    private List<Column> columns() {
        List<Column> columns = new ArrayList<>();
        for (String only : primitive.loadsAlone()) {
            columns.add(new Column(
                    "Uncontended, " + (only.isEmpty() ? "" : only + ", ") + uncontendedUnit(),
                    implementation -> alone(implementation, only)));
        }
        for (int processes : primitive.processes()) {
            columns.add(new Column(
                    processes + (processes == 1 ? " process" : " processes"),
                    implementation -> primitive
                            .contended(implementation, load, processes)
                            .map(result -> cell(Bootstrap.estimate(ThroughputSection.total(result))))));
        }
        if (!primitive.processes().isEmpty()) {
            columns.add(new Column("Smallest share", this::leastShare));
        }
        for (Setting setting : primitive.settings()) {
            columns.add(new Column(
                    setting.shortWords() + ", p50",
                    implementation -> roundTrip(implementation, setting).map(SummaryTable::median)));
            columns.add(new Column(
                    setting.shortWords() + ", " + HandOffSection.RARE,
                    implementation -> roundTrip(implementation, setting).flatMap(this::rare)));
        }
        for (OpenLoop pace : OpenLoop.of(primitive)) {
            if (pace.isMain()) {
                columns.add(new Column(
                        pace.shortWords() + ", p99",
                        implementation -> pace.measured().stream()
                                .filter(result -> result.implementation().equals(implementation))
                                .findFirst()
                                .map(result -> TimesTable.time(OpenLoop.p99(result)))));
            }
        }
        for (AttachSection.Kind kind : AttachSection.Kind.values()) {
            if (primitive.has(kind.method())) {
                columns.add(new Column(kind.heading() + ", p50", implementation -> attaching(implementation, kind)));
            }
        }
        if (!outcomes.isEmpty()) {
            columns.add(new Column("After kill\u00a0-9", this::afterDeath));
        }
        return columns;
    }

    private String caption() {
        List<String> parts = new ArrayList<>();
        if (primitive.has(Primitive.UNCONTENDED)) {
            parts.add("uncontended time");
        }
        if (!primitive.contended(load).isEmpty()) {
            parts.add("throughput of all processes in " + totalUnit() + ", " + wording.load(load)
                    + "; smallest share of " + primitive.mainProcesses() + " processes");
        }
        if (primitive.has(Primitive.HAND_OFF)) {
            parts.add("round trips, in the median and in 99.9 % of cases");
        }
        if (primitive.has(Primitive.OPEN_LOOP)) {
            parts.add("latency from the intended start at half of the maximum rate, in 99 % of cases");
        }
        if (Stream.of(AttachSection.Kind.values()).anyMatch(kind -> primitive.has(kind.method()))) {
            parts.add("time to open an existing region, do one operation and close, in the median");
        }
        if (!outcomes.isEmpty()) {
            parts.add("time " + wording.goingOn() + " after kill -9");
        }
        return primitive.name() + ": " + String.join("; ", parts);
    }

    private Optional<Cell> alone(String implementation, String only) {
        return primitive.alone(only).stream()
                .filter(result -> result.implementation().equals(implementation))
                .findFirst()
                .map(result -> cell(Bootstrap.estimate(result.primary())));
    }

    private Optional<Cell> leastShare(String implementation) {
        return primitive
                .contended(implementation, load, primitive.mainProcesses())
                .flatMap(result -> result.metric("shareMin"))
                .map(metric -> cell(Bootstrap.estimate(metric)));
    }

    private Optional<Result> roundTrip(String implementation, Setting setting) {
        return HandOffSection.measured(primitive, setting).stream()
                .filter(result -> result.implementation().equals(implementation))
                .findFirst();
    }

    private static Cell median(Result result) {
        return TimesTable.time(HandOffSection.median(result));
    }

    private Optional<Cell> rare(Result result) {
        return Percentiles.isKnown(HandOffSection.RARE, histograms.merged(result, HandOffSection.ROUND_TRIP))
                ? Optional.of(TimesTable.time(result, HandOffSection.ROUND_TRIP + "." + HandOffSection.RARE, "ns"))
                : Optional.empty();
    }

    private Optional<Cell> attaching(String implementation, AttachSection.Kind kind) {
        return AttachSection.measured(primitive, kind).stream()
                .filter(result -> result.implementation().equals(implementation))
                .findFirst()
                .map(result -> TimesTable.time(AttachSection.median(result)));
    }

    private Optional<Cell> afterDeath(String implementation) {
        return outcomes.stream()
                .filter(outcome -> outcome.implementation().equals(implementation))
                .findFirst()
                .map(SummaryTable::recovery);
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
