package io.interlock.reports.chart;

import io.interlock.reports.chart.LineChart.Line;
import io.interlock.reports.chart.LineChart.Point;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.style.XYStyler;

/** Draws a {@link LineChart}'s axes and lines. */
final class LinePlot {

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
        style.setXAxisTickLabelsFormattingFunction(x -> tick(chart.x().ticks(), x));
        plot.setXAxisTitle(chart.x().label());
        plot.setYAxisTitle(chart.y().label() + (scale.logarithmic() ? " (log scale)" : ""));
        // Ours last, so that it lies on top.
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

    /** Every line has a value or a gap at every tick: XChart then puts its ticks there and nowhere else. */
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
    }

    private static String tick(List<String> ticks, double position) {
        int at = (int) Math.round(position);
        boolean exact = Math.abs(position - at) < 1e-6 && at >= 0 && at < ticks.size();
        return exact ? ticks.get(at) : " ";
    }
}
