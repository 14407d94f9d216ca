package io.interlock.reports.gate.output;

import io.interlock.reports.gate.compare.Verdicts;
import io.interlock.reports.gate.text.Table;
import io.interlock.reports.gate.text.Table.Cell;
import io.interlock.reports.gate.text.Table.Row;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Markdown for a comment on a pull request, or the summary of a job. */
final class MarkdownOutput {

    private MarkdownOutput() {}

    static String of(Verdicts verdicts) {
        StringBuilder text = new StringBuilder();
        text.append("### Benchmarks: ").append(plain(verdicts.summary())).append("\n\n");
        text.append("Base ")
                .append(code(verdicts.base()))
                .append(", head ")
                .append(code(verdicts.head()))
                .append(".\n\n");
        bullets(
                text,
                "Not compared",
                verdicts.problems().stream().map(Object::toString).toList());
        if (!verdicts.findings().isEmpty()) {
            table(text, Columns.table(verdicts));
            text.append('\n').append(Columns.LEGEND).append("\n\n");
        }
        bullets(text, "Notes", verdicts.notes());
        return text.toString();
    }

    private static void bullets(StringBuilder text, String heading, List<String> items) {
        if (!items.isEmpty()) {
            text.append("**").append(heading).append("**\n\n");
            items.forEach(item -> text.append("- ").append(plain(item)).append('\n'));
            text.append('\n');
        }
    }

    private static void table(StringBuilder text, Table table) {
        line(text, table.headers());
        line(
                text,
                table.headers().stream()
                        .map(header -> header.equals("Benchmark") ? "---" : "---:")
                        .toList());
        for (Row row : table.rows()) {
            List<String> cells = new ArrayList<>(List.of(code(row.name())));
            row.cells().stream().map(Cell::text).map(MarkdownOutput::plain).forEach(cells::add);
            line(text, cells);
        }
    }

    private static void line(StringBuilder text, List<String> cells) {
        text.append(cells.stream().collect(Collectors.joining(" | ", "| ", " |")))
                .append('\n');
    }

    /** Parameters may contain a bar, which would end the table's cell even inside of code. */
    private static String code(String text) {
        return "`" + text.replace("`", "'").replace("|", "\\|").replaceAll("\\s", " ") + "`";
    }

    private static String plain(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace("|", "\\|")
                .replace("*", "\\*")
                .replace("_", "\\_")
                .replace("`", "\\`")
                .replaceAll("\\s*\\R\\s*", " ");
    }
}
