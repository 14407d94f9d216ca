package io.interlock.reports.site.chart;

import de.erichseifert.vectorgraphics2d.Document;
import de.erichseifert.vectorgraphics2d.VectorGraphics2D;
import de.erichseifert.vectorgraphics2d.svg.SVGProcessor;
import de.erichseifert.vectorgraphics2d.util.PageSize;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.imageio.ImageIO;

/** Writes charts: SVG for the page, a narrow SVG for phones, PNG for embedding elsewhere. */
public final class ChartFiles {

    /** The sizes of the two SVG files, so that a page can leave room for them. */
    public record Sizes(int width, int height, int narrowWidth, int narrowHeight) {}

    private static final int PNG_SCALE = 2;
    private static final String ROOT = "(<svg [^>]*)>";
    private static final Pattern FINE_DECIMALS = Pattern.compile("(\\d\\.\\d\\d)\\d+");

    private final Path directory;
    private final Palette palette;

    public ChartFiles(Path directory, Palette palette) {
        this.directory = directory;
        this.palette = palette;
    }

    public Sizes write(Chart chart) throws IOException {
        Drawing wide = new Drawing(chart, palette, Drawing.Format.WIDE);
        Drawing narrow = new Drawing(chart, palette, Drawing.Format.NARROW);
        Files.writeString(directory.resolve(chart.id() + ".svg"), svg(wide, chart));
        Files.writeString(directory.resolve(chart.id() + "-narrow.svg"), svg(narrow, chart));
        ImageIO.write(image(wide), "png", directory.resolve(chart.id() + ".png").toFile());
        return new Sizes(wide.width(), wide.height(), narrow.width(), narrow.height());
    }

    private static String svg(Drawing drawing, Chart chart) throws IOException {
        VectorGraphics2D graphics = new VectorGraphics2D();
        drawing.paint(graphics);
        Document document = new SVGProcessor()
                .getDocument(graphics.getCommands(), new PageSize(0, 0, drawing.width(), drawing.height()));
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        document.writeTo(bytes);
        String svg = bytes.toString(StandardCharsets.UTF_8);
        // Some programs would fetch the network address in the document type.
        svg = svg.replaceFirst("<!DOCTYPE[^>]*>", "");
        // A hundredth of a pixel is enough, and halves the file.
        return FINE_DECIMALS
                .matcher(svg)
                .replaceAll("$1")
                .replaceFirst(ROOT, "$1 role=\"img\">" + Matcher.quoteReplacement(words(chart) + Dark.STYLE));
    }

    /** The text for readers who do not see the chart, also when the file is shown on its own. */
    private static String words(Chart chart) {
        return "\n  <title>" + escaped(chart.title()) + "</title>\n  <desc>" + escaped(chart.subtitle()) + "</desc>";
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }

    private static BufferedImage image(Drawing drawing) {
        BufferedImage image = new BufferedImage(
                drawing.width() * PNG_SCALE, drawing.height() * PNG_SCALE, BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = image.createGraphics();
        graphics.scale(PNG_SCALE, PNG_SCALE);
        drawing.paint(graphics);
        graphics.dispose();
        return image;
    }
}
