package io.interlock.reports.site.page;

import io.interlock.reports.gate.result.Skipped;
import io.interlock.reports.gate.text.Table;
import io.interlock.reports.gate.text.Table.Cell;
import io.interlock.reports.gate.text.Table.Row;
import io.interlock.reports.site.text.Implementations;
import java.util.List;

/** Implementations without any result, and what to install for them. */
final class Gaps {

    private Gaps() {}

    static Section section(List<Skipped> skipped) {
        List<Row> rows = skipped.stream()
                .map(skip -> new Row(
                        "",
                        Implementations.name(skip.implementation()),
                        List.of(Cell.of(skip.reason()), Cell.of(skip.hint()))))
                .toList();
        return new Section(
                "gaps",
                "Not measured here",
                List.of(
                        new Block.Text(
                                "These implementations could not run on this machine and are missing in charts and tables."),
                        new Block.Grid(Table.ofWords(List.of("Implementation", "Reason", "Way out"), rows))));
    }
}
