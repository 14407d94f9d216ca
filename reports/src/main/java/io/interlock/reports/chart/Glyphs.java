package io.interlock.reports.chart;

import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.font.FontRenderContext;
import java.awt.font.TextLayout;
import java.awt.geom.AffineTransform;
import java.util.ArrayList;
import java.util.List;

/** Text as outlines: it looks the same on every machine, whatever fonts that has. */
final class Glyphs {

    private static final FontRenderContext CONTEXT = new FontRenderContext(null, true, true);

    private Glyphs() {}

    /** Draws one line and returns where it ends. */
    static double draw(Graphics2D g, String text, Font font, double x, double baseline) {
        TextLayout layout = new TextLayout(text, font, CONTEXT);
        g.fill(layout.getOutline(AffineTransform.getTranslateInstance(x, baseline)));
        return x + layout.getAdvance();
    }

    static double width(String text, Font font) {
        return text.isEmpty() ? 0 : new TextLayout(text, font, CONTEXT).getAdvance();
    }

    /** Breaks at spaces, so that no line is wider than this, if words allow. */
    static List<String> wrap(String text, Font font, double width) {
        List<String> lines = new ArrayList<>();
        StringBuilder line = new StringBuilder();
        for (String word : text.split(" ", -1)) {
            String longer = line.isEmpty() ? word : line + " " + word;
            if (!line.isEmpty() && width(longer, font) > width) {
                lines.add(line.toString());
                line.setLength(0);
                line.append(word);
            } else {
                line.setLength(0);
                line.append(longer);
            }
        }
        lines.add(line.toString());
        return lines;
    }
}
