package io.interlock.reports.site.chart;

import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.font.FontRenderContext;
import java.awt.font.TextLayout;
import java.awt.geom.AffineTransform;
import java.util.ArrayList;
import java.util.List;

/** Text as outlines, which look the same on every machine regardless of its fonts. */
final class Glyphs {

    private static final FontRenderContext CONTEXT = new FontRenderContext(null, true, true);

    private Glyphs() {}

    /** Draws one line and returns its end. */
    static double draw(Graphics2D g, String text, Font font, double x, double baseline) {
        if (text.isEmpty()) {
            return x;
        }
        TextLayout layout = new TextLayout(text, font, CONTEXT);
        g.fill(layout.getOutline(AffineTransform.getTranslateInstance(x, baseline)));
        return x + layout.getAdvance();
    }

    static double width(String text, Font font) {
        return text.isEmpty() ? 0 : new TextLayout(text, font, CONTEXT).getAdvance();
    }

    /** Breaks text into lines of at most this width: at spaces, and inside of words that are too long. */
    static List<String> wrap(String text, Font font, double width) {
        List<String> lines = new ArrayList<>();
        StringBuilder line = new StringBuilder();
        for (String word : text.split(" ", -1)) {
            String longer = line.isEmpty() ? word : line + " " + word;
            if (width(longer, font) <= width) {
                line.setLength(0);
                line.append(longer);
                continue;
            }
            if (!line.isEmpty()) {
                lines.add(line.toString());
                line.setLength(0);
            }
            String rest = word;
            while (width(rest, font) > width && rest.length() > 1) {
                int end = fitting(rest, font, width);
                lines.add(rest.substring(0, end));
                rest = rest.substring(end);
            }
            line.append(rest);
        }
        lines.add(line.toString());
        return lines;
    }

    /** Shortens a text that is too long for one line, with an ellipsis in the middle. */
    static String shortened(String text, Font font, double width) {
        if (width(text, font) <= width) {
            return text;
        }
        int kept = text.length() - 2;
        while (kept > 2 && width(middleLeftOut(text, kept), font) > width) {
            kept--;
        }
        return middleLeftOut(text, kept);
    }

    private static String middleLeftOut(String text, int kept) {
        return text.substring(0, (kept + 1) / 2) + "…" + text.substring(text.length() - kept / 2);
    }

    /** The number of characters that fit: at least one, and never half of a surrogate pair. */
    private static int fitting(String word, Font font, double width) {
        int end = word.length() - 1;
        while (end > 1 && width(word.substring(0, end), font) > width) {
            end--;
        }
        return end > 1 && Character.isHighSurrogate(word.charAt(end - 1)) ? end - 1 : end;
    }
}
