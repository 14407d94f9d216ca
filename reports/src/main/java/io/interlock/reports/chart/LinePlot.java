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

    /** What the vertical axis takes, and what the horizontal one does. */
    private static final int BESIDE = 110;

    private static final int BELOW = 80;
    private static final int LABEL_GAP = 8;
    /** Percentiles and numbers of processes are fewer, commits are more. */
    private static final int MOST_NAMED = 12;

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
        int step = ticks > MOST_NAMED ? 1 : step(chart.x().ticks(), (double) width - BESIDE);
        if (ticks > MOST_NAMED) {
            // So many are not all named: XChart chooses, and leaves room for each name.
            style.setXAxisTickMarkSpacingHint((int) widest(chart.x().ticks()) + 2 * LABEL_GAP);
        }
        style.setXAxisTickLabelsFormattingFunction(x -> tick(chart.x().ticks(), x, step));
        plot.setXAxisTitle(Plots.axisTitle(chart.x().label(), width - BESIDE));
        plot.setYAxisTitle(
                Plots.axisTitle(chart.y().label() + (scale.logarithmic() ? " (log scale)" : ""), height - BELOW));
        for (int i = 0; i < chart.marks().size(); i++) {
            double x = chart.marks().get(i).x();
            XYSeries line = plot.addSeries("mark " + i, new double[] {x, x}, new double[] {scale.min(), scale.max()});
            Plots.look(line, Palette.reference(i));
        }
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

    /** Every how many ticks there is room for a label. */
    private static int step(List<String> ticks, double width) {
        double room = width / Math.max(1, ticks.size());
        return (int) Math.max(1, Math.ceil((widest(ticks) + LABEL_GAP) / room));
    }

    private static double widest(List<String> ticks) {
        return ticks.stream()
                .mapToDouble(tick -> Glyphs.width(tick, Plots.AXIS))
                .max()
                .orElse(0);
    }

    /** Counted from the last one, which matters most. */
    private static String tick(List<String> ticks, double position, int step) {
        int at = (int) Math.round(position);
        boolean exact = Math.abs(position - at) < 1e-6 && at >= 0 && at < ticks.size();
        return exact && (ticks.size() - 1 - at) % step == 0 ? ticks.get(at) : " ";
    }
}
