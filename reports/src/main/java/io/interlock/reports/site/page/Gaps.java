package io.interlock.reports.site.page;

import io.interlock.reports.gate.result.Skipped;
import io.interlock.reports.gate.text.Table;
import io.interlock.reports.gate.text.Table.Cell;
import io.interlock.reports.gate.text.Table.Row;
import io.interlock.reports.site.text.Implementations;
import java.util.List;

/** Implementations that are missing everywhere, and what to install. */
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
                        new Block.Text("These could not run on this machine; charts and tables lack them."),
                        new Block.Grid(Table.ofWords(List.of("Implementation", "Why", "What to do"), rows))));
    }
}
