package io.interlock.reports.site.chart;

import io.interlock.reports.gate.text.Table;

/** A chart as a value: what it says, and the figures it says it with. Making one refuses what cannot be drawn honestly. */
public sealed interface Chart permits LineChart, DotChart {

    /** Names the files; unique on the site. */
    String id();

    /** The finding, in words. */
    String title();

    /** What is drawn, how, and what the whiskers are. */
    String subtitle();

    /** For those who do not see it. */
    default String alternative() {
        return title() + ". " + subtitle() + ". The figures stand in the table below.";
    }

    /** All that is drawn, as figures. */
    Table data();

    /** A limit, drawn as a line of its own. */
    record Reference(String name, double value) {

        public Reference {
            Checks.positive(name, value);
        }
    }
}
