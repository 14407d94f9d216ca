package io.interlock.reports.site.page;

import io.interlock.reports.gate.result.Result;
import io.interlock.reports.gate.statistics.Bootstrap;
import io.interlock.reports.gate.statistics.Estimate;
import io.interlock.reports.gate.text.Numbers;
import io.interlock.reports.gate.text.Table;
import io.interlock.reports.gate.text.Table.Cell;
import io.interlock.reports.gate.text.Table.Row;
import io.interlock.reports.site.chart.Checks;
import io.interlock.reports.site.text.Implementations;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The distribution of acquisitions among processes, changes of owner, and the cost of waiting. */
final class FairnessSection {

    private static final int NS_PER_US = 1_000;
    private static final String OWNER_CHANGES = "ownerChanges";

    private FairnessSection() {}

    static Optional<Section> of(Primitive primitive) {
        List<Block> blocks = new ArrayList<>();
        Wording wording = Wording.of(primitive);
        boolean owners = primitive.of(Primitive.CONTENDED).stream()
                .anyMatch(result -> result.metric(OWNER_CHANGES).isPresent());
        String changes = owners
                ? " Changes of owner are the acquisitions, per hundred, whose previous owner was another process. A lock"
                        + " that seldom changes its owner is fast and unfair."
                : "";
        blocks.add(new Block.Text("The smallest share is 1 if all processes get equally many." + changes
                + " The longest stall is the longest time without progress of one process."));
        for (String load : primitive.loads()) {
            List<Result> main = ThroughputSection.main(primitive, load);
            if (!main.isEmpty()) {
                String caption = primitive.mainProcesses() + " processes, " + wording.load(load);
                blocks.add(new Block.Grid(table(caption, main, false, owners)));
                blocks.add(new Block.Folded(
                        "All numbers of processes, " + wording.load(load),
                        table(wording.load(load), primitive.contended(load), true, owners)));
            }
        }
        return blocks.size() == 1
                ? Optional.empty()
                : Optional.of(new Section("fairness", owners ? "Fairness and changes of owner" : "Fairness", blocks));
    }

    private static Table table(String caption, List<Result> results, boolean withProcesses, boolean owners) {
        List<String> headers = new ArrayList<>(List.of("Implementation"));
        if (withProcesses) {
            headers.add("Processes");
        }
        headers.addAll(List.of("Smallest share", "Jain’s index"));
        if (owners) {
            headers.add("Changes of owner per 100");
        }
        headers.addAll(List.of("Longest stall", "CPU per operation"));
        List<Row> rows = new ArrayList<>();
        for (Result result : results) {
            List<Cell> cells = new ArrayList<>();
            if (withProcesses) {
                cells.add(Cell.of(String.valueOf(result.processes().orElse(0))));
            }
            cells.add(plain(result, "shareMin", "ratio", 1));
            cells.add(plain(result, "jain", "ratio", 1));
            if (owners) {
                cells.add(plain(result, OWNER_CHANGES, "1/op", 100));
            }
            cells.add(time(result, "longestStall", "us", NS_PER_US));
            cells.add(time(result, "cpu", "ns/op", 1));
            rows.add(new Row(result.implementation(), Implementations.name(result.implementation()), cells));
        }
        return new Table(caption, headers, rows);
    }

    private static Cell plain(Result result, String metric, String unit, double factor) {
        return estimate(result, metric, unit, factor)
                .map(estimate -> new Cell(Numbers.figure(estimate.value()), Numbers.interval(estimate)))
                .orElse(Table.GAP);
    }

    private static Cell time(Result result, String metric, String unit, double nanoseconds) {
        return estimate(result, metric, unit, nanoseconds)
                .map(estimate -> new Cell(
                        Numbers.nanoseconds(estimate.value()), Numbers.interval(estimate, Numbers::nanoseconds)))
                .orElse(Table.GAP);
    }

    private static Optional<Estimate> estimate(Result result, String metric, String unit, double factor) {
        return Checks.metric(result, metric, unit).map(m -> Bootstrap.estimate(m.times(factor, unit)));
    }
}
