package io.interlock.reports.site.chart;

import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.geom.Rectangle2D;
import java.util.List;
import org.knowm.xchart.AnnotationText;

/** A row's name and value above its dot, at the plot's left edge. */
final class RowLabel extends AnnotationText {

    static final Font FONT = Plots.font(Font.PLAIN, 13);
    static final int LINE = 17;

    private static final Font BOLD = FONT.deriveFont(Font.BOLD);
    private static final int INDENT = 4;
    /** The distance from the dot to the middle of the lowest line. */
    private static final int RISE = 19;

    /**
     * The name of a row.
     *
     * @param lines the lines of the name
     * @param value the value, after the last line of the name if there is room, or on a line of its own
     */
    record Words(List<String> lines, String value, boolean valueApart) {

        static Words of(String label, String value, double width) {
            double inner = width - 2 * INDENT;
            List<String> lines = Glyphs.wrap(label, FONT, inner);
            String last = lines.get(lines.size() - 1) + "  ";
            boolean apart = Glyphs.width(last, FONT) + Glyphs.width(value, BOLD) > inner;
            return new Words(lines, value, apart);
        }

        int height() {
            return (lines.size() + (valueApart ? 1 : 0)) * LINE;
        }
    }

    private final Words words;
    /** The vertical position of the dot: 0 at the lower edge of the plot, 1 at the upper edge. */
    private final double height;

    RowLabel(Words words, double y, double height) {
        super(words.value(), 0, y, false);
        this.words = words;
        this.height = height;
    }

    @Override
    public void paint(Graphics2D g) {
        double left = getXAxisScreenValueForMin() + (double) INDENT;
        double baseline = dotScreenValue() - RISE + FONT.getSize() * 0.35 + LINE - words.height();
        for (int i = 0; i < words.lines().size(); i++) {
            boolean withValue = i == words.lines().size() - 1 && !words.valueApart();
            paint(g, words.lines().get(i), withValue ? words.value() : "", left, baseline);
            baseline += LINE;
        }
        if (words.valueApart()) {
            paint(g, "", words.value(), left, baseline);
        }
    }

    /** The position on the axis. XChart's own is the middle for every value if the plot is too low, as with one row. */
    private double dotScreenValue() {
        double lower = Math.max(getYAxisScreenValueForMin(), getYAxisScreenValueForMax());
        double upper = Math.min(getYAxisScreenValueForMin(), getYAxisScreenValueForMax());
        return lower - (lower - upper) * height;
    }

    private static void paint(Graphics2D g, String name, String value, double left, double baseline) {
        String start = name.isEmpty() || value.isEmpty() ? name : name + "  ";
        double width = Glyphs.width(start, FONT) + Glyphs.width(value, BOLD);
        // The background hides the grid and the limits behind the text.
        g.setColor(Color.WHITE);
        g.fill(new Rectangle2D.Double(left - 2, baseline - FONT.getSize(), width + 4, FONT.getSize() * 1.4));
        g.setColor(Plots.TEXT);
        double end = Glyphs.draw(g, start, FONT, left, baseline);
        Glyphs.draw(g, value, BOLD, end, baseline);
    }
}
