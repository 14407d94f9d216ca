package io.interlock.reports.site.chart;

import io.interlock.reports.gate.text.Table;

/** A chart as a value: its finding and its figures. The constructor refuses data that a chart would misrepresent. */
public sealed interface Chart permits LineChart, DotChart {

    /** The name of its files, unique on the site. */
    String id();

    /** The finding in words. */
    String title();

    /** A description of the figures and of the whiskers. */
    String subtitle();

    /** The text for readers who do not see the chart. */
    default String alternative() {
        return title() + ". " + subtitle() + ". The figures stand in the table below.";
    }

    /** The figures as a table. */
    Table data();

    /** A limit, drawn as a line of its own. */
    record Reference(String name, double value) {

        public Reference {
            Checks.positive(name, value);
        }
    }
}
