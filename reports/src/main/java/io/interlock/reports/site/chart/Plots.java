package io.interlock.reports.site.chart;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.style.XYStyler;
import org.knowm.xchart.style.markers.SeriesMarkers;

/** The common style of all plots. Title and legend are drawn separately, because XChart does not break lines. */
final class Plots {

    static final Color TEXT = new Color(0x222222);
    static final Color FAINT = new Color(0x595959);
    static final Color GRID = new Color(0xE6E6E6);
    static final int MARKER_SIZE = 9;

    static final Font AXIS = font(Font.PLAIN, 13);
    private static final float LINE = 2f;
    private static final float HEAVY_LINE = 3.2f;
    private static final float[] DASHES = {6f, 4f};
    private static final float[] DOTS = {2f, 3f};
    private static final float WHISKER = 1.5f;

    private Plots() {}

    /** The text in one line. */
    static String axisTitle(String title, double length) {
        return Glyphs.shortened(title, AXIS, length);
    }

    static Font font(int style, int size) {
        return new Font(Font.SANS_SERIF, style, size);
    }

    static XYChart newPlot(int width, int height) {
        XYChart plot = new XYChart(width, height);
        XYStyler style = plot.getStyler();
        style.setChartBackgroundColor(Color.WHITE);
        style.setPlotBackgroundColor(Color.WHITE);
        style.setPlotBorderVisible(false);
        style.setPlotGridLinesColor(GRID);
        style.setPlotGridLinesStroke(new BasicStroke(1f));
        style.setAxisTickMarksColor(FAINT);
        style.setAxisTickLabelsColor(TEXT);
        style.setAxisTickLabelsFont(font(Font.PLAIN, 13));
        style.setAxisTitleFont(AXIS);
        style.setChartFontColor(TEXT);
        style.setChartTitleVisible(false);
        style.setLegendVisible(false);
        style.setChartPadding(12);
        style.setMarkerSize(MARKER_SIZE);
        style.setAntiAlias(true);
        return plot;
    }

    static void look(XYSeries series, Palette.Look look) {
        series.setLineColor(look.color());
        series.setMarkerColor(look.color());
        series.setMarker(look.marker());
        series.setLineStyle(stroke(look));
    }

    static BasicStroke stroke(Palette.Look look) {
        return switch (look.stroke()) {
            case HEAVY -> new BasicStroke(HEAVY_LINE, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND);
            case SOLID -> new BasicStroke(LINE, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND);
            case DASHED -> new BasicStroke(LINE, BasicStroke.CAP_BUTT, BasicStroke.JOIN_ROUND, 1f, DASHES, 0f);
            case DOTTED -> new BasicStroke(LINE, BasicStroke.CAP_BUTT, BasicStroke.JOIN_ROUND, 1f, DOTS, 0f);
        };
    }

    /** An interval as a series of its own: XChart's error bars have two equal halves, and fail at zero on a log axis. */
    static void whisker(XYChart plot, String name, double[] x, double[] y, Color color) {
        XYSeries whisker = plot.addSeries(name, x, y);
        whisker.setLineColor(color);
        whisker.setLineStyle(new BasicStroke(WHISKER, BasicStroke.CAP_BUTT, BasicStroke.JOIN_MITER));
        whisker.setMarker(SeriesMarkers.NONE);
    }
}
