package io.interlock.cli;

import io.interlock.RegionThread;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/** Words for people. */
final class Text {

    private static final int GAP = 2;

    private Text() {}

    /** The text with what could move a terminal's cursor, or hide, written as its number. */
    static String printable(String text) {
        StringBuilder printable = new StringBuilder();
        text.codePoints().forEach(point -> {
            int type = Character.getType(point);
            boolean visible = !Character.isISOControl(point)
                    && type != Character.FORMAT
                    && type != Character.SURROGATE
                    && type != Character.LINE_SEPARATOR
                    && type != Character.PARAGRAPH_SEPARATOR;
            if (visible) {
                printable.appendCodePoint(point);
            } else {
                printable.append(String.format(Locale.ROOT, "\\u%04x", point));
            }
        });
        return printable.toString();
    }

    static String words(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    /** A process id means nothing without the namespace that counts it. */
    static String process(long pid, long namespace) {
        return (pid == 0 ? "unknown" : String.valueOf(pid)) + (namespace == 0 ? "" : "@" + namespace);
    }

    static String thread(RegionThread thread) {
        return "process " + process(thread.pid(), thread.pidNamespace()) + " thread slot " + thread.slot()
                + thread.usesRegionSince()
                        .map(since -> ", uses the region since " + since)
                        .orElse("")
                + (thread.alive() ? "" : ", HAS ENDED");
    }

    static String messageOf(Throwable problem) {
        String message = problem.getMessage();
        // Of a file that cannot be read, the message is the file alone.
        return message == null || problem instanceof IOException ? problem.toString() : message;
    }

    /** Columns as wide as their widest cell. */
    static void table(PrintWriter out, List<String> head, List<List<String>> rows) {
        List<List<String>> lines = new ArrayList<>();
        lines.add(head);
        rows.forEach(row -> lines.add(row.stream().map(Text::printable).toList()));
        int[] widths = IntStream.range(0, head.size())
                .map(column -> lines.stream()
                        .mapToInt(line -> line.get(column).length())
                        .max()
                        .orElse(0))
                .toArray();
        for (List<String> line : lines) {
            StringBuilder text = new StringBuilder();
            for (int column = 0; column < line.size(); column++) {
                String cell = line.get(column);
                text.append(cell).append(" ".repeat(widths[column] - cell.length() + GAP));
            }
            out.println(text.toString().stripTrailing());
        }
    }
}
