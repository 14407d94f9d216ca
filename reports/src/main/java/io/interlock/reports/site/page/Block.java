package io.interlock.reports.site.page;

import io.interlock.reports.gate.text.Table;
import io.interlock.reports.site.chart.Chart;
import java.util.List;

/** A part of a section. */
public sealed interface Block {

    record Text(String text) implements Block {}

    /** Text that is already HTML. */
    record Html(String html) implements Block {}

    /** A command to type. */
    record Code(String command) implements Block {}

    /** An important notice. */
    record Notice(String text) implements Block {}

    record Bullets(List<String> items) implements Block {}

    /** A chart with a folded table of its figures. */
    record Figure(Chart chart) implements Block {}

    record Grid(Table table) implements Block {}

    /** A folded table. */
    record Folded(String summary, Table table) implements Block {}

    record Links(List<Link> links) implements Block {}

    /** Folded links. */
    record FoldedLinks(String summary, List<Link> links) implements Block {}

    record Link(String text, String href, String note) {}
}
