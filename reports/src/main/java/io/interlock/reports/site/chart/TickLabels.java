package io.interlock.reports.site.chart;

import java.awt.Graphics2D;
import java.util.List;
import org.knowm.xchart.AnnotationText;

/**
 * Names below the ticks of the horizontal axis. If there is not enough room, every second or third tick is named, counted from
 * the last one, which is the most important. XChart would count from the first.
 */
final class TickLabels extends AnnotationText {

    /** The size of the names. */
    static final int HEIGHT = 8;

    private static final int LABEL_GAP = 8;
    /** The distances from the lower edge of the plot: the axis, its tick marks, and the names. */
    private static final int DROP = 20;

    private final List<String> ticks;
    private final int step;

    TickLabels(List<String> ticks, double width) {
        super("", 0, 0, false);
        this.ticks = ticks;
        double room = width / Math.max(1, ticks.size());
        this.step = (int) Math.max(1, Math.ceil((widest(ticks) + LABEL_GAP) / room));
    }

    @Override
    public void paint(Graphics2D g) {
        double lower = Math.max(getYAxisScreenValueForMin(), getYAxisScreenValueForMax());
        g.setColor(Plots.TEXT);
        for (int at = ticks.size() - 1; at >= 0; at -= step) {
            String name = ticks.get(at);
            double left = getXAxisScreenValue(at) - Glyphs.width(name, Plots.AXIS) / 2;
            Glyphs.draw(g, name, Plots.AXIS, left, lower + DROP);
        }
    }

    static double widest(List<String> ticks) {
        return ticks.stream()
                .mapToDouble(tick -> Glyphs.width(tick, Plots.AXIS))
                .max()
                .orElse(0);
    }
}
