package io.interlock.reports.site.page;

import io.interlock.reports.gate.text.Table;
import io.interlock.reports.site.chart.Chart;
import java.util.List;

/** What stands below a heading. */
public sealed interface Block {

    record Text(String text) implements Block {}

    /** Text that is HTML already. */
    record Html(String html) implements Block {}

    /** What to type. */
    record Code(String command) implements Block {}

    /** Something the reader must not miss. */
    record Notice(String text) implements Block {}

    record Bullets(List<String> items) implements Block {}

    /** A chart with its figures folded away below it. */
    record Figure(Chart chart) implements Block {}

    record Grid(Table table) implements Block {}

    /** A table that is folded away until somebody asks for it. */
    record Folded(String summary, Table table) implements Block {}

    record Links(List<Link> links) implements Block {}

    /** Links that are folded away until somebody asks for them. */
    record FoldedLinks(String summary, List<Link> links) implements Block {}

    record Link(String text, String href, String note) {}
}
