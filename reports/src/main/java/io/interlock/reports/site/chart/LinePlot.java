package io.interlock.reports.site.chart;

import io.interlock.reports.site.chart.LineChart.Line;
import io.interlock.reports.site.chart.LineChart.Point;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.style.XYStyler;
import org.knowm.xchart.style.markers.SeriesMarkers;

/** Draws a {@link LineChart}'s axes and lines. */
final class LinePlot {

    /** The widths of the vertical and the horizontal axis. */
    private static final int BESIDE = 110;

    private static final int BELOW = 80;
    private static final int NAME_GAP = 16;
    /** The maximum number of ticks that are all labelled: enough for percentiles and numbers of processes, not for commits. */
    private static final int MAX_NAMED = 12;

    private LinePlot() {}

    static XYChart of(LineChart chart, Palette palette, int width, int height) {
        XYChart plot = Plots.newPlot(width, height);
        Scale scale = scale(chart);
        int ticks = chart.x().ticks().size();
        XYStyler style = plot.getStyler();
        style.setYAxisLogarithmic(scale.logarithmic());
        style.setYAxisLogarithmicDecadeOnly(false);
        style.setYAxisMin(scale.min());
        style.setYAxisMax(scale.max());
        style.setYAxisTickLabelsFormattingFunction(value -> scale.label(value, chart.y()::tick));
        style.setPlotGridVerticalLinesVisible(false);
        style.setPlotContentSize(0.94);
        if (ticks > MAX_NAMED) {
            // With many ticks XChart chooses the labelled ones, and leaves space for each label.
            style.setXAxisTickMarkSpacingHint((int) TickLabels.widest(chart.x().ticks()) + NAME_GAP);
            style.setXAxisTickLabelsFormattingFunction(x -> tick(chart.x().ticks(), x));
        } else {
            // XChart reserves the space for a blank label, which has no height, so the title needs a larger distance.
            style.setXAxisTickLabelsFormattingFunction(x -> " ");
            style.setAxisTitlePadding(style.getAxisTitlePadding() + TickLabels.HEIGHT);
            plot.addAnnotation(new TickLabels(chart.x().ticks(), (double) width - BESIDE));
        }
        plot.setXAxisTitle(Plots.axisTitle(chart.x().label(), width - BESIDE));
        plot.setYAxisTitle(
                Plots.axisTitle(chart.y().label() + (scale.logarithmic() ? " (log scale)" : ""), height - BELOW));
        for (int i = 0; i < chart.marks().size(); i++) {
            double x = chart.marks().get(i).x();
            XYSeries line = plot.addSeries("mark " + i, new double[] {x, x}, new double[] {scale.min(), scale.max()});
            Plots.look(line, Palette.reference(i));
        }
        // Interlock is drawn last, on top of the others.
        for (int i = chart.lines().size() - 1; i >= 0; i--) {
            add(plot, chart.lines().get(i), palette, ticks, scale);
        }
        return plot;
    }

    private static Scale scale(LineChart chart) {
        List<Double> values = new ArrayList<>();
        for (Line line : chart.lines()) {
            for (Point point : line.points()) {
                values.addAll(List.of(point.y(), point.low(), point.high()));
            }
        }
        return Scale.of(values);
    }

    /** The values of a line, with a gap for each missing one, so that XChart places its ticks at exactly these positions. */
    private static void add(XYChart plot, Line line, Palette palette, int ticks, Scale scale) {
        Palette.Look look = palette.look(line.implementation());
        double[] x = new double[ticks];
        double[] y = new double[ticks];
        Arrays.setAll(x, i -> i);
        Arrays.fill(y, Double.NaN);
        for (Point point : line.points()) {
            int at = (int) Math.round(point.x());
            y[at] = point.y();
            if (point.hasInterval()) {
                double low = Math.max(point.low(), scale.min());
                Plots.whisker(
                        plot,
                        line.implementation() + " interval " + at,
                        new double[] {at, at},
                        new double[] {low, point.high()},
                        look.color());
            }
        }
        XYSeries series = plot.addSeries(line.implementation(), x, y);
        Plots.look(series, look);
        if (look.marker().equals(SeriesMarkers.NONE)) {
            addLonely(plot, line.implementation(), x, y, look);
        }
    }

    /** Between two gaps a line is invisible, so a series without markers needs one there. */
    private static void addLonely(XYChart plot, String name, double[] x, double[] y, Palette.Look look) {
        double[] lonely = new double[y.length];
        Arrays.setAll(lonely, i -> hasNeighbour(y, i) ? Double.NaN : y[i]);
        if (Arrays.stream(lonely).allMatch(Double::isNaN)) {
            return;
        }
        XYSeries series = plot.addSeries(name + " alone", x, lonely);
        Plots.look(series, look);
        series.setMarker(SeriesMarkers.PLUS);
    }

    private static boolean hasNeighbour(double[] y, int at) {
        boolean before = at > 0 && !Double.isNaN(y[at - 1]);
        return before || (at < y.length - 1 && !Double.isNaN(y[at + 1]));
    }

    /** The maximum number of labels from which XChart chooses. */
    private static String tick(List<String> ticks, double position) {
        int at = (int) Math.round(position);
        boolean exact = Math.abs(position - at) < 1e-6 && at >= 0 && at < ticks.size();
        return exact ? ticks.get(at) : " ";
    }
}
