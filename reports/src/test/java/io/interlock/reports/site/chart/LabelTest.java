package io.interlock.reports.site.chart;

import static org.assertj.core.api.Assertions.assertThat;

import de.erichseifert.vectorgraphics2d.VectorGraphics2D;
import io.interlock.reports.gate.statistics.Estimate;
import io.interlock.reports.site.chart.DotChart.Dot;
import io.interlock.reports.site.chart.LineChart.Line;
import io.interlock.reports.site.chart.LineChart.Point;
import io.interlock.reports.site.chart.LineChart.XAxis;
import io.interlock.reports.site.chart.LineChart.YAxis;
import java.awt.Color;
import java.awt.Shape;
import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever a chart says can be read: no label is cut at an edge, none lies on another. */
class LabelTest {

    private static final String LONG =
            "a very long name of an implementation that somebody gave it, with-a-word-that-has-no"
                    + "-space-in-it-at-all-and-goes-on-and-on-for-ever";
    private static final List<String> PERCENTILES = List.of(
            "50 %", "75 %", "90 %", "95 %", "99 %", "99.5 %", "99.9 %", "99.95 %", "99.99 %", "99.999 %", "max");
    /** Letters of two lines may come this near, in pixels. */
    private static final double TOUCHING = 0.5;

    static Stream<Arguments> charts() {
        return Stream.of(1, 3, 12)
                .flatMap(count -> Stream.of("short", LONG)
                        .flatMap(name -> Stream.of(
                                        lines(count, name),
                                        manyTicks(count, name),
                                        trend(count, name),
                                        dots("dots", count, name),
                                        withGap(dots("gap", count, name), name))
                                .flatMap(chart -> Stream.of(Drawing.Format.values())
                                        .map(format -> Arguments.of(chart.id(), count, format, chart)))));
    }

    @ParameterizedTest(name = "{0}, {1} implementations, {2}")
    @MethodSource("charts")
    void everyLabelIsWholeAndAlone(String id, int count, Drawing.Format format, Chart chart) {
        Palette palette = new Palette(
                List.of(IntStream.range(0, count).mapToObj(i -> "x" + i).toList()));
        Drawing drawing = new Drawing(chart, palette, format);
        List<Rectangle2D> texts = texts(drawing);
        assertThat(texts).hasSizeGreaterThan(count);
        Rectangle2D paper = new Rectangle2D.Double(0, 0, drawing.width(), drawing.height());
        assertThat(texts).as("on the paper").allMatch(paper::contains);
        for (int i = 0; i < texts.size(); i++) {
            for (int j = 0; j < i; j++) {
                Rectangle2D both = texts.get(i).createIntersection(texts.get(j));
                assertThat(both.getWidth() > TOUCHING && both.getHeight() > TOUCHING)
                        .as(texts.get(i) + " on " + texts.get(j))
                        .isFalse();
            }
        }
    }

    /** However many there are, the last is named, and not only it. */
    @ParameterizedTest
    @ValueSource(ints = {2, 3, 4, 5, 6, 7, 8, 9, 10, 11})
    void ticksAreNamedFromTheLast(int count) {
        List<String> names = PERCENTILES.subList(PERCENTILES.size() - count, PERCENTILES.size());
        List<String> last = new ArrayList<>(Collections.nCopies(count, " "));
        last.set(count - 1, "max");
        for (Drawing.Format format : Drawing.Format.values()) {
            int none = textsOfTicks(Collections.nCopies(count, " "), format);
            assertThat(textsOfTicks(last, format)).as("the last").isEqualTo(none + 1);
            assertThat(textsOfTicks(names, format) - none).as("all").isGreaterThanOrEqualTo(Math.max(2, count / 3));
        }
    }

    private static int textsOfTicks(List<String> ticks, Drawing.Format format) {
        Chart chart = lineChart("ticks", 1, "short", ticks, "Time");
        return texts(new Drawing(chart, new Palette(List.of(List.of("short 0"))), format))
                .size();
    }

    /** Where the drawing has text: all that is filled in the text's colours. */
    private static List<Rectangle2D> texts(Drawing drawing) {
        List<Rectangle2D> texts = new ArrayList<>();
        drawing.paint(new VectorGraphics2D() {
            @Override
            public void fill(Shape shape) {
                Color color = getColor();
                if (color.equals(Plots.TEXT) || color.equals(Plots.FAINT)) {
                    Rectangle2D box =
                            getTransform().createTransformedShape(shape).getBounds2D();
                    if (!box.isEmpty()) {
                        texts.add(box);
                    }
                }
            }
        });
        return texts;
    }

    private static String name(String name, int i) {
        return name + " " + i;
    }

    private static LineChart lines(int count, String name) {
        return lineChart("lines", count, name, List.of("1", "2", "4", "8"), "Throughput, Mops/s");
    }

    private static LineChart manyTicks(int count, String name) {
        return lineChart("percentiles", count, name, PERCENTILES, name);
    }

    private static LineChart trend(int count, String name) {
        List<String> commits = IntStream.range(0, 150)
                .mapToObj(i -> String.format("%07x", i * 4099))
                .toList();
        LineChart chart = lineChart("trend", 1, name, commits, "ns/op");
        List<LineChart.Mark> marks = IntStream.range(0, count)
                .mapToObj(i -> new LineChart.Mark(10 * (i + 1), "slower since " + name(name, i)))
                .toList();
        return new LineChart(chart.id(), chart.title(), chart.subtitle(), chart.x(), chart.y(), chart.lines(), marks);
    }

    private static LineChart lineChart(String id, int count, String name, List<String> ticks, String axis) {
        List<Line> lines = IntStream.range(0, count)
                .mapToObj(i -> new Line(
                        name(name, i),
                        IntStream.range(0, ticks.size())
                                .mapToObj(x -> new Point(x, 100_000 * (i + 1) + x, 90_000 * (i + 1), 110_000 * (i + 1)))
                                .toList()))
                .toList();
        return new LineChart(
                id, "Title: " + name, "Subtitle: " + name, new XAxis(name, ticks), new YAxis(axis, true), lines);
    }

    private static DotChart withGap(DotChart chart, String name) {
        List<Dot> dots = new ArrayList<>(chart.dots());
        dots.add(Dot.missing("x", name, "never (0 of 9 kills)"));
        return new DotChart(
                chart.id(), chart.title(), chart.subtitle(), chart.axis(), chart.unit(), dots, chart.references());
    }

    private static DotChart dots(String id, int count, String name) {
        List<Dot> dots = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            double value = Math.pow(10, i % 5);
            dots.add(Dot.of("x" + i, name(name, i), new Estimate(value, value * 0.9, value * 1.1, 3)));
        }
        return new DotChart(
                id,
                "Title: " + name,
                "Subtitle: " + name,
                name,
                "ns/op",
                dots,
                List.of(new Chart.Reference(name, 3), new Chart.Reference("limit", 5)));
    }
}
