package io.interlock.reports.site.chart;

import java.awt.Color;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Style rules for a chart in a dark page: background and text swap their colours, and implementations keep theirs. The rules
 * are in the file itself, so every browser applies them; other programs ignore them and draw on white.
 */
final class Dark {

    static final String STYLE = style();

    private Dark() {}

    private static Map<Color, String> colors() {
        Map<Color, String> colors = new LinkedHashMap<>();
        colors.put(Color.WHITE, "#1f2225");
        colors.put(Color.BLACK, "#fff");
        colors.put(Plots.TEXT, "#e8e8e6");
        colors.put(Plots.FAINT, "#b3b3b0");
        colors.put(Palette.REFERENCE, "#b3b3b0");
        colors.put(Plots.GRID, "#2f3337");
        return colors;
    }

    private static String style() {
        StringBuilder rules = new StringBuilder("\n  <style>@media (prefers-color-scheme: dark) {");
        colors().forEach((light, dark) -> {
            for (String property : new String[] {"fill", "stroke"}) {
                rules.append("\n    [style*=\"")
                        .append(property)
                        .append(":rgb(")
                        .append(light.getRed())
                        .append(',')
                        .append(light.getGreen())
                        .append(',')
                        .append(light.getBlue())
                        .append(")\"] { ")
                        .append(property)
                        .append(": ")
                        .append(dark)
                        .append(" !important; }");
            }
        });
        return rules.append("\n  }</style>").toString();
    }
}
