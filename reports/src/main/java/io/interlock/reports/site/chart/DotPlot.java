package io.interlock.reports.site.chart;

import io.interlock.reports.gate.statistics.Estimate;
import io.interlock.reports.gate.text.Numbers;
import io.interlock.reports.site.chart.DotChart.Dot;
import java.util.ArrayList;
import java.util.List;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.style.XYStyler;
import org.knowm.xchart.style.markers.SeriesMarkers;

/** Draws a {@link DotChart}'s axis and dots, each under the name and value of its row. */
final class DotPlot {

    /** The height of a row with a label of one line. */
    private static final int ROW_HEIGHT = 44;

    private static final int AXIS_HEIGHT = 64;
    /** The margin around the plot without labels: XChart's padding and its distance from the axis. */
    private static final int AROUND = 44;
    /** The space below the lowest dot. */
    private static final double FOOT = 17;
    /** The space that the topmost row does not need, since no row is above it. */
    private static final double TOP_SPARED = 11;

    /** The share of the plot between the ends of its axes. */
    private static final double CONTENT = 0.97;

    private DotPlot() {}

    static int height(DotChart chart, int width) {
        return chart.dots().size() * rowHeight(chart, width) + AXIS_HEIGHT;
    }

    private static int rowHeight(DotChart chart, int width) {
        int most = chart.dots().stream()
                .mapToInt(dot -> words(chart, dot, width).height())
                .max()
                .orElse(RowLabel.LINE);
        return ROW_HEIGHT + most - RowLabel.LINE;
    }

    private static RowLabel.Words words(DotChart chart, Dot dot, int width) {
        return RowLabel.Words.of(dot.label(), dot.valueText(chart.unit()), (double) width - AROUND);
    }

    static XYChart of(DotChart chart, Palette palette, int width, int height) {
        XYChart plot = Plots.newPlot(width, height);
        Scale scale = scale(chart);
        double row = rowHeight(chart, width);
        double top = chart.dots().size() - TOP_SPARED / row;
        double bottom = -FOOT / row;
        XYStyler style = plot.getStyler();
        style.setXAxisLogarithmic(scale.logarithmic());
        style.setXAxisLogarithmicDecadeOnly(false);
        style.setXAxisMin(scale.min());
        style.setXAxisMax(scale.max());
        style.setXAxisTickLabelsFormattingFunction(value -> scale.label(value, Numbers::plain));
        style.setYAxisMin(bottom);
        style.setYAxisMax(top);
        style.setYAxisTicksVisible(false);
        style.setPlotGridHorizontalLinesVisible(false);
        style.setPlotContentSize(CONTENT);
        plot.setXAxisTitle(Plots.axisTitle(
                chart.axis() + ", " + chart.unit() + (scale.logarithmic() ? " (log scale)" : ""), width - AROUND));
        for (int i = 0; i < chart.references().size(); i++) {
            double value = chart.references().get(i).value();
            XYSeries line = plot.addSeries("reference " + i, new double[] {value, value}, new double[] {bottom, top});
            Plots.look(line, Palette.reference(i));
        }
        for (int i = 0; i < chart.dots().size(); i++) {
            Dot dot = chart.dots().get(i);
            int position = chart.dots().size() - 1 - i;
            double up = (1 - CONTENT) / 2 + CONTENT * (position - bottom) / (top - bottom);
            plot.addAnnotation(new RowLabel(words(chart, dot, width), position, up));
            add(plot, dot, palette, position, scale);
        }
        return plot;
    }

    private static Scale scale(DotChart chart) {
        List<Double> values = new ArrayList<>();
        chart.dots().forEach(dot -> dot.value().ifPresent(v -> values.addAll(List.of(v.value(), v.low(), v.high()))));
        chart.references().forEach(reference -> values.add(reference.value()));
        return chart.isRatio() ? Scale.around(values) : Scale.of(values);
    }

    private static void add(XYChart plot, Dot dot, Palette palette, double row, Scale scale) {
        Palette.Look look = palette.look(dot.implementation());
        if (dot.value().isEmpty()) {
            return;
        }
        Estimate value = dot.value().get();
        String name = "row " + row;
        if (value.hasInterval() && value.low() < value.high()) {
            double low = Math.max(value.low(), scale.min());
            Plots.whisker(
                    plot, name + " interval", new double[] {low, value.high()}, new double[] {row, row}, look.color());
        }
        XYSeries point = plot.addSeries(name, new double[] {value.value()}, new double[] {row});
        Plots.look(point, look);
        // Limits are points here; in line charts they are lines without markers.
        if (look.marker().equals(SeriesMarkers.NONE)) {
            point.setMarker(SeriesMarkers.CIRCLE);
        }
    }
}
