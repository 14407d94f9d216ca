package io.interlock.reports.site;

import io.interlock.reports.site.chart.ChartFiles;
import io.interlock.reports.site.chart.Palette;
import java.util.Map;

/**
 * What templates need beside the page: colours, and the sizes of the charts.
 *
 * @param noCharts why there are none; empty where there are
 */
public record Look(Palette palette, Map<String, ChartFiles.Sizes> sizes, String noCharts) {

    /** The colour before an implementation's name. */
    public String color(String implementation) {
        return palette.look(implementation).css();
    }

    public ChartFiles.Sizes size(String chart) {
        ChartFiles.Sizes size = sizes.get(chart);
        if (size == null) {
            throw new IllegalStateException("chart " + chart + " was not drawn");
        }
        return size;
    }
}
