package io.interlock.reports.chart;

import io.interlock.reports.chart.DotChart.Dot;
import io.interlock.reports.stats.Estimate;
import io.interlock.reports.text.Numbers;
import java.awt.Font;
import java.util.ArrayList;
import java.util.List;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.style.XYStyler;

/** Draws a {@link DotChart}'s axis and dots, each under the name and value of its row. */
final class DotPlot {

    /** Where in its row, which is 1 high, the name stands above the dot. */
    private static final double LABEL_RISE = 0.44;

    private DotPlot() {}

    static XYChart of(DotChart chart, Palette palette, int width, int height) {
        XYChart plot = Plots.newPlot(width, height);
        Scale scale = scale(chart);
        double top = chart.dots().size() - 0.25;
        double bottom = -0.4;
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
        style.setPlotContentSize(0.97);
        plot.setXAxisTitle(chart.axis() + ", " + chart.unit() + (scale.logarithmic() ? " (log scale)" : ""));
        for (int i = 0; i < chart.references().size(); i++) {
            double value = chart.references().get(i).value();
            XYSeries line = plot.addSeries("reference " + i, new double[] {value, value}, new double[] {bottom, top});
            Plots.look(line, Palette.reference(i));
        }
        for (int i = 0; i < chart.dots().size(); i++) {
            add(plot, chart, chart.dots().get(i), palette, chart.dots().size() - 1 - i, scale);
        }
        return plot;
    }

    private static Scale scale(DotChart chart) {
        List<Double> values = new ArrayList<>();
        chart.dots().forEach(dot -> dot.value().ifPresent(v -> values.addAll(List.of(v.value(), v.low(), v.high()))));
        chart.references().forEach(reference -> values.add(reference.value()));
        return Scale.of(values);
    }

    private static void add(XYChart plot, DotChart chart, Dot dot, Palette palette, double row, Scale scale) {
        Palette.Look look = palette.look(dot.implementation());
        plot.addAnnotation(
                new RowLabel(dot.label(), dot.valueText(chart.unit()), row + LABEL_RISE, Plots.font(Font.PLAIN, 13)));
        if (dot.value().isEmpty()) {
            return;
        }
        Estimate value = dot.value().get();
        String name = "row " + row;
        if (value.low() < value.high()) {
            double low = Math.max(value.low(), scale.min());
            Plots.whisker(
                    plot, name + " interval", new double[] {low, value.high()}, new double[] {row, row}, look.color());
        }
        Plots.look(plot.addSeries(name, new double[] {value.value()}, new double[] {row}), look);
    }
}
