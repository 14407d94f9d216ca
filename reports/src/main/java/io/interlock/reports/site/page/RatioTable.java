package io.interlock.reports.site.page;

import io.interlock.reports.gate.result.Metric;
import io.interlock.reports.gate.result.Result;
import io.interlock.reports.gate.text.Numbers;
import io.interlock.reports.gate.text.Table;
import io.interlock.reports.gate.text.Table.Cell;
import io.interlock.reports.gate.text.Table.Row;
import io.interlock.reports.site.text.Implementations;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** The ratios of Interlock to each peer. */
final class RatioTable {

    private RatioTable() {}

    /** The table; empty if Interlock was not measured. */
    static Optional<Table> of(Primitive primitive) {
        List<String> survivors = Deaths.survivors(primitive);
        boolean killed = primitive.has(Primitive.DEATH);
        List<String> headers = new ArrayList<>(List.of("Interlock compared with"));
        if (killed) {
            headers.add("Survives kill\u00a0-9");
        }
        List<Map<String, Cell>> columns = new ArrayList<>();
        for (String load : primitive.loadsAlone()) {
            String header = "Uncontended" + (load.isEmpty() ? "" : ", " + load);
            add(headers, columns, header, primitive.alone(load), Result::primary, true);
        }
        primitive.mainLoad().ifPresent(load -> {
            for (int processes : primitive.processes()) {
                List<Result> results = primitive.contended(load).stream()
                        .filter(result -> result.processes().orElse(0) == processes)
                        .toList();
                String header = processes + (processes == 1 ? " process" : " processes");
                add(headers, columns, header, results, ThroughputSection::total, false);
            }
        });
        for (Primitive.Setting setting : primitive.settings()) {
            List<Result> results = HandOffSection.measured(primitive, setting);
            add(headers, columns, setting.shortWords() + ", p50", results, HandOffSection::median, true);
        }
        for (OpenLoop pace : OpenLoop.of(primitive)) {
            add(headers, columns, pace.shortWords() + ", p99", pace.measured(), OpenLoop::p99, true);
        }
        for (AttachSection.Kind kind : AttachSection.Kind.values()) {
            List<Result> results = AttachSection.measured(primitive, kind);
            if (!results.isEmpty()) {
                add(headers, columns, kind.heading() + ", p50", results, AttachSection::median, true);
            }
        }
        List<Row> rows = new ArrayList<>();
        for (String peer : primitive.implementations()) {
            if (!peer.startsWith(Implementations.OURS)) {
                List<Cell> cells = new ArrayList<>();
                if (killed) {
                    cells.add(Cell.of(safety(primitive, peer, survivors)));
                }
                columns.forEach(column -> cells.add(column.getOrDefault(peer, Table.GAP)));
                rows.add(new Row(peer, Implementations.name(peer), cells));
            }
        }
        boolean anything = columns.stream().anyMatch(column -> !column.isEmpty());
        return anything
                ? Optional.of(new Table("Times as fast; above 1, Interlock is faster", headers, rows))
                : Optional.empty();
    }

    private static void add(
            List<String> headers,
            List<Map<String, Cell>> columns,
            String header,
            List<Result> results,
            Function<Result, Metric> metric,
            boolean time) {
        Map<String, Cell> column = new HashMap<>();
        for (Comparison comparison : Comparison.withAll(results, metric, time, List.of())) {
            column.put(
                    comparison.peer(),
                    new Cell(Numbers.times(comparison.ratio().value()), Numbers.interval(comparison.ratio())));
        }
        headers.add(header);
        columns.add(column);
    }

    private static String safety(Primitive primitive, String peer, List<String> survivors) {
        boolean measured = primitive.of(Primitive.DEATH).stream()
                .anyMatch(result -> result.implementation().equals(peer));
        if (!measured) {
            return Table.GAP.text();
        }
        return survivors.contains(peer) ? "yes" : "no";
    }
}
