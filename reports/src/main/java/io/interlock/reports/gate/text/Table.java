package io.interlock.reports.gate.text;

import java.util.ArrayList;
import java.util.List;

/**
 * A table for the site and for the terminal. The first column names the row.
 *
 * @param caption a description of the rows; may be empty
 * @param words whether the cells are words rather than figures
 */
public record Table(String caption, List<String> headers, List<Row> rows, boolean words) {

    /** A value that was not measured, which stays visible as a gap. */
    public static final Cell GAP = new Cell("–", "");

    /**
     * A name, and a cell for each further header.
     *
     * @param implementation determines the colour before the row's name; empty for none
     */
    public record Row(String implementation, String name, List<Cell> cells) {

        public Row {
            cells = List.copyOf(cells);
        }
    }

    /**
     * A figure or a few words.
     *
     * @param note an interval or a remark; may be empty
     */
    public record Cell(String text, String note) {

        public static Cell of(String text) {
            return new Cell(text, "");
        }
    }

    /** A table of figures. */
    public Table(String caption, List<String> headers, List<Row> rows) {
        this(caption, headers, rows, false);
    }

    /** A table of words. */
    public static Table ofWords(List<String> headers, List<Row> rows) {
        return new Table("", headers, rows, true);
    }

    public Table {
        headers = List.copyOf(headers);
        rows = List.copyOf(rows);
        for (Row row : rows) {
            if (row.cells().size() != headers.size() - 1) {
                throw new IllegalArgumentException(
                        "row " + row.name() + " has " + row.cells().size() + " cells for headers " + headers);
            }
        }
    }

    /** The table as text with aligned columns and without notes. */
    public String asText() {
        List<List<String>> lines = new ArrayList<>();
        lines.add(headers);
        for (Row row : rows) {
            List<String> line = new ArrayList<>(List.of(row.name()));
            row.cells().forEach(cell -> line.add(cell.text()));
            lines.add(line);
        }
        int[] widths = new int[headers.size()];
        lines.forEach(line -> {
            for (int i = 0; i < widths.length; i++) {
                widths[i] = Math.max(widths[i], line.get(i).length());
            }
        });
        StringBuilder text = new StringBuilder();
        for (List<String> line : lines) {
            text.append(left(line.get(0), widths[0]));
            for (int i = 1; i < widths.length; i++) {
                text.append("  ").append(right(line.get(i), widths[i]));
            }
            text.append(System.lineSeparator());
        }
        return text.toString();
    }

    private static String left(String text, int width) {
        return text + " ".repeat(width - text.length());
    }

    private static String right(String text, int width) {
        return " ".repeat(width - text.length()) + text;
    }
}
