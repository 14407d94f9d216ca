package io.interlock.reports.site;

import io.interlock.reports.site.chart.ChartFiles;
import io.interlock.reports.site.chart.Palette;
import java.util.Map;

/**
 * The parameters of templates besides the page: colours, and the sizes of the charts.
 *
 * @param noCharts the reason why there are no charts; empty if there are charts
 */
public record Look(Palette palette, Map<String, ChartFiles.Sizes> sizes, String noCharts) {

    /** The colour of an implementation. */
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
