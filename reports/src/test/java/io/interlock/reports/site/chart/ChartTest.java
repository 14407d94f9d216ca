package io.interlock.reports.site.chart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.interlock.reports.gate.result.BadInputException;
import io.interlock.reports.gate.statistics.Estimate;
import io.interlock.reports.site.chart.DotChart.Dot;
import io.interlock.reports.site.chart.LineChart.Line;
import io.interlock.reports.site.chart.LineChart.Point;
import io.interlock.reports.site.chart.LineChart.XAxis;
import io.interlock.reports.site.chart.LineChart.YAxis;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.style.markers.SeriesMarkers;

class ChartTest {

    private static final XAxis PROCESSES = new XAxis("Processes", List.of("1", "2", "4"));
    private static final YAxis MOPS = new YAxis("Throughput, Mops/s", false);

    @TempDir
    private Path directory;

    @Test
    void refusesNoRows() {
        assertThatThrownBy(() -> lines(List.of()))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("no rows");
        assertThatThrownBy(() -> dots(List.of()))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("no rows");
    }

    @Test
    void refusesValuesThatNoRunCanGive() {
        for (double value : new double[] {0, -1, Double.NaN, Double.POSITIVE_INFINITY}) {
            Line line = new Line("interlock", List.of(new Point(0, value, value, value)));
            assertThatThrownBy(() -> lines(List.of(line)))
                    .isInstanceOf(BadInputException.class)
                    .hasMessageContaining("interlock");
        }
    }

    @Test
    void refusesAChartOfNothingButGaps() {
        assertThatThrownBy(() -> dots(List.of(Dot.missing("python", "Python", "never"))))
                .isInstanceOf(BadInputException.class);
    }

    @Test
    void drawsOneLineOfOnePoint() throws IOException {
        assertDrawn(lines(List.of(new Line("interlock", List.of(new Point(1, 5, 4, 6))))));
    }

    @Test
    void drawsGapsAndIntervalsThatReachZeroOnALogAxis() throws IOException {
        Line holed = new Line("interlock", List.of(new Point(0, 500, 400, 600), new Point(2, 300, 0, 600)));
        Line small = new Line("python", List.of(new Point(0, 0.5, 0.5, 0.5), new Point(1, 0.4, 0.1, 0.6)));
        assertDrawn(lines(List.of(holed, small)));
    }

    @Test
    void drawsDotsWithGapsOnBothScales() throws IOException {
        Dot one = Dot.of("interlock", "Interlock", new Estimate(5, 4, 6, 3));
        Dot gap = Dot.missing("python", "Python multiprocessing.Lock", "never (0 of 9 kills)");
        assertDrawn(dots(List.of(one, gap)));
        assertDrawn(dots(List.of(one, gap, Dot.of("file-channel", "FileChannel", new Estimate(5000, 4000, 6000, 3)))));
    }

    @Test
    void dataHoldsEveryValueAndGap() {
        Dot gap = Dot.missing("python", "Python", "never");
        DotChart chart = dots(List.of(Dot.of("interlock", "Interlock", new Estimate(5, 4, 6, 3)), gap));
        assertThat(chart.data().asText()).contains("Interlock", "5.00", "4.00–6.00", "Python", "never");
    }

    @Test
    void anImplementationLooksTheSameWhoeverElseIsThere() {
        Palette alone = new Palette(List.of(List.of("interlock")));
        Palette together = new Palette(List.of(List.of("python", "unknown", "interlock")));
        assertThat(together.look("interlock")).isEqualTo(alone.look("interlock"));
        assertThat(together.look("unknown").color())
                .isNotEqualTo(together.look("interlock").color());
    }

    @Test
    void whoMeetsOnAChartLooksDifferent() {
        List<String> strangers =
                IntStream.range(0, 20).mapToObj(i -> "stranger " + i).toList();
        List<String> all = new ArrayList<>(strangers);
        all.addAll(List.of("interlock", "python", "file-channel", "c-sem", "one-process"));
        Palette palette = new Palette(List.of(all));
        assertThat(all.stream().map(palette::look)).doesNotHaveDuplicates();
        assertThat(strangers.stream().map(name -> palette.look(name).color()))
                .doesNotContain(palette.look("interlock").color());
    }

    /** As many as there are of locks. */
    @Test
    void tenHaveColoursOfTheirOwn() {
        List<String> locks = List.of(
                "interlock",
                "interlock-portable",
                "c-pthread-robust",
                "jna-pthread-robust",
                "file-channel",
                "c-pthread-normal",
                "boost-mutex",
                "jna-pthread-normal",
                "python",
                "reentrant-lock");
        Palette palette = new Palette(List.of(locks));
        assertThat(locks.stream().map(name -> palette.look(name).color())).doesNotHaveDuplicates();
    }

    @Test
    void aPointBetweenGapsIsSeenAlsoWithoutMarker() {
        Line holed = new Line("c-futex", List.of(new Point(0, 5, 5, 5), new Point(2, 9, 9, 9)));
        XYChart plot = LinePlot.of(lines(List.of(holed)), new Palette(List.of()), 400, 300);
        assertThat(plot.getSeriesCollection())
                .anyMatch(series -> !series.getMarker().equals(SeriesMarkers.NONE) && series.getYData()[2] == 9);
    }

    @Test
    void whoNeverMeetMayShareAColour() {
        Palette palette = new Palette(List.of(List.of("interlock", "a"), List.of("interlock", "b")));
        assertThat(palette.look("a")).isEqualTo(palette.look("b"));
    }

    private void assertDrawn(Chart chart) throws IOException {
        Palette palette = new Palette(List.of(List.of("interlock", "python")));
        ChartFiles.Sizes sizes = new ChartFiles(directory, palette).write(chart);
        assertThat(Files.readString(directory.resolve("test.svg")))
                .startsWith("<?xml")
                .doesNotContain("NaN");
        BufferedImage image = ImageIO.read(directory.resolve("test.png").toFile());
        assertThat(image.getWidth()).isEqualTo(2 * sizes.width());
        assertThat(image.getHeight()).isEqualTo(2 * sizes.height());
        assertThat(new Color(image.getRGB(1, 1))).isEqualTo(Color.WHITE);
        assertThat(holds(image, palette.look("interlock").color())).isTrue();
    }

    private static boolean holds(BufferedImage image, Color color) {
        for (int y = 0; y < image.getHeight(); y++) {
            for (int x = 0; x < image.getWidth(); x++) {
                if (new Color(image.getRGB(x, y)).equals(color)) {
                    return true;
                }
            }
        }
        return false;
    }

    private static LineChart lines(List<Line> lines) {
        return new LineChart("test", "Title", "Subtitle", PROCESSES, MOPS, lines);
    }

    private static DotChart dots(List<Dot> dots) {
        return new DotChart("test", "Title", "Subtitle", "Time", "ms", dots, List.of());
    }
}
