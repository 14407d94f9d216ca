package io.interlock.reports.chart;

import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.geom.Rectangle2D;
import org.knowm.xchart.AnnotationText;

/** A row's name and value at the plot's left edge. */
final class RowLabel extends AnnotationText {

    private static final int INDENT = 4;

    private final String label;
    private final String value;
    private final Font font;

    RowLabel(String label, String value, double y, Font font) {
        super(label, 0, y, false);
        this.label = label;
        this.value = value;
        this.font = font;
    }

    @Override
    public void paint(Graphics2D g) {
        double left = getXAxisScreenValueForMin() + (double) INDENT;
        double baseline = getYAxisScreenValue(y) + font.getSize() * 0.35;
        Font bold = font.deriveFont(Font.BOLD);
        double width = Glyphs.width(label + "  ", font) + Glyphs.width(value, bold);
        // Grid and limits run behind the text, not through it.
        g.setColor(Color.WHITE);
        g.fill(new Rectangle2D.Double(left - 2, baseline - font.getSize(), width + 4, font.getSize() * 1.4));
        g.setColor(Plots.TEXT);
        double end = Glyphs.draw(g, label + "  ", font, left, baseline);
        Glyphs.draw(g, value, bold, end, baseline);
    }
}
