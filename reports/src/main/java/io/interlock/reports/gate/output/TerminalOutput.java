package io.interlock.reports.gate.output;

import io.interlock.reports.gate.compare.Verdicts;
import java.io.PrintWriter;

/** The table for a terminal. */
final class TerminalOutput {

    private TerminalOutput() {}

    static void write(Verdicts verdicts, PrintWriter out, PrintWriter err) {
        out.println("base " + verdicts.base() + ", head " + verdicts.head());
        if (!verdicts.findings().isEmpty()) {
            out.print(Columns.table(verdicts).asText());
            out.println(Columns.LEGEND);
        }
        verdicts.notes().forEach(note -> out.println("note: " + note));
        verdicts.problems().forEach(problem -> err.println("not compared: " + problem));
        out.println(verdicts.summary());
        out.flush();
        err.flush();
    }
}
