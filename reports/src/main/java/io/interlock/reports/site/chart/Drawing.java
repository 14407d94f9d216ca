package io.interlock.reports.site.chart;

import io.interlock.reports.gate.text.Numbers;
import io.interlock.reports.site.text.Implementations;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.Line2D;
import java.util.ArrayList;
import java.util.List;
import org.knowm.xchart.XYChart;

/** A whole picture: title, subtitle, plot and legend, from top to bottom, on white. */
final class Drawing {

    /** The formats for a page and for a phone. */
    enum Format {
        WIDE(880, 420),
        NARROW(440, 400);

        final int width;
        final int plotHeight;

        Format(int width, int plotHeight) {
            this.width = width;
            this.plotHeight = plotHeight;
        }
    }

    private record Entry(List<String> lines, Palette.Look look) {

        double width() {
            double text = lines.stream()
                    .mapToDouble(line -> Glyphs.width(line, LEGEND))
                    .max()
                    .orElse(0);
            return SAMPLE + SAMPLE_GAP + text;
        }
    }

    private static final int MARGIN = 16;
    private static final int LEGEND_ENTRY = 24;
    private static final int LEGEND_LINE = 16;
    private static final int SAMPLE = 30;
    private static final int SAMPLE_GAP = 6;
    private static final int GAP = 18;
    private static final Font TITLE = Plots.font(Font.BOLD, 18);
    private static final Font SUBTITLE = Plots.font(Font.PLAIN, 13);
    private static final Font LEGEND = Plots.font(Font.PLAIN, 13);

    private final Chart chart;
    private final Palette palette;
    private final Format format;
    private final List<String> title;
    private final List<String> subtitle;
    private final List<List<Entry>> legend;

    Drawing(Chart chart, Palette palette, Format format) {
        this.chart = chart;
        this.palette = palette;
        this.format = format;
        double inner = format.width - 2.0 * MARGIN;
        this.title = Glyphs.wrap(chart.title(), TITLE, inner);
        this.subtitle = Glyphs.wrap(chart.subtitle(), SUBTITLE, inner);
        this.legend = flow(entries(inner - SAMPLE - SAMPLE_GAP), inner);
    }

    int width() {
        return format.width;
    }

    int height() {
        return headHeight()
                + plotHeight()
                + legend.stream().mapToInt(Drawing::height).sum()
                + MARGIN / 2;
    }

    void paint(Graphics2D g) {
        g.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        g.setColor(Color.WHITE);
        g.fillRect(0, 0, width(), height());
        g.translate(0, headHeight());
        plot().paint(g, format.width, plotHeight());
        g.translate(0, -headHeight());
        double y = MARGIN;
        g.setColor(Plots.TEXT);
        for (String line : title) {
            y += TITLE.getSize() * 1.25;
            Glyphs.draw(g, line, TITLE, MARGIN, y);
        }
        g.setColor(Plots.FAINT);
        y += 4;
        for (String line : subtitle) {
            y += SUBTITLE.getSize() * 1.35;
            Glyphs.draw(g, line, SUBTITLE, MARGIN, y);
        }
        paintLegend(g, headHeight() + plotHeight());
    }

    private XYChart plot() {
        if (chart instanceof LineChart lines) {
            return LinePlot.of(lines, palette, format.width, plotHeight());
        }
        return DotPlot.of((DotChart) chart, palette, format.width, plotHeight());
    }

    private int headHeight() {
        return (int) Math.ceil(
                MARGIN + title.size() * TITLE.getSize() * 1.25 + 4 + subtitle.size() * SUBTITLE.getSize() * 1.35);
    }

    private int plotHeight() {
        return chart instanceof DotChart dots ? DotPlot.height(dots, format.width) : format.plotHeight;
    }

    private List<Entry> entries(double width) {
        List<Entry> entries = new ArrayList<>();
        if (chart instanceof LineChart lines) {
            for (LineChart.Line line : lines.lines()) {
                if (line.implementation().isEmpty()) {
                    continue;
                }
                String name = Implementations.name(line.implementation());
                entries.add(new Entry(Glyphs.wrap(name, LEGEND, width), palette.look(line.implementation())));
            }
            for (int i = 0; i < lines.marks().size(); i++) {
                entries.add(new Entry(Glyphs.wrap(lines.marks().get(i).label(), LEGEND, width), Palette.reference(i)));
            }
        } else if (chart instanceof DotChart dots) {
            for (int i = 0; i < dots.references().size(); i++) {
                Chart.Reference reference = dots.references().get(i);
                String text = reference.name()
                        + (dots.isRatio() ? "" : ": " + Numbers.withUnit(reference.value(), dots.unit()));
                entries.add(new Entry(Glyphs.wrap(text, LEGEND, width), Palette.reference(i)));
            }
        }
        return entries;
    }

    private static List<List<Entry>> flow(List<Entry> entries, double width) {
        List<List<Entry>> rows = new ArrayList<>();
        double used = width;
        for (Entry entry : entries) {
            double needed = entry.width() + GAP;
            if (rows.isEmpty() || used + needed - GAP > width) {
                rows.add(new ArrayList<>());
                used = 0;
            }
            rows.get(rows.size() - 1).add(entry);
            used += needed;
        }
        return rows;
    }

    private static int height(List<Entry> row) {
        int lines = row.stream().mapToInt(entry -> entry.lines().size()).max().orElse(1);
        return LEGEND_ENTRY + (lines - 1) * LEGEND_LINE;
    }

    private void paintLegend(Graphics2D g, double top) {
        double y = top + LEGEND_ENTRY / 2.0;
        for (List<Entry> row : legend) {
            double x = MARGIN;
            for (Entry entry : row) {
                g.setColor(entry.look().color());
                g.setStroke(Plots.stroke(entry.look()));
                g.draw(new Line2D.Double(x, y, x + SAMPLE, y));
                entry.look().marker().paint(g, x + SAMPLE / 2.0, y, Plots.MARKER_SIZE);
                g.setColor(Plots.TEXT);
                double baseline = y + LEGEND.getSize() * 0.35;
                for (String line : entry.lines()) {
                    Glyphs.draw(g, line, LEGEND, x + SAMPLE + SAMPLE_GAP, baseline);
                    baseline += LEGEND_LINE;
                }
                x += entry.width() + GAP;
            }
            y += height(row);
        }
    }
}
