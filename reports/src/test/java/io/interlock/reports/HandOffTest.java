package io.interlock.reports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.interlock.reports.page.Pages;
import io.interlock.reports.result.ResultReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Round trips have a page of their own. The figures are made up. */
class HandOffTest {

    @TempDir
    private Path directory;

    @Test
    void aTableAndAChartShowEveryPrimitive() throws IOException {
        Path site = directory.resolve("site");
        String terminal = Sites.write(
                file(
                        result("semaphore", "interlock", "1", 8000, "ns"),
                        result("semaphore", "c", "1", 9000, "ns"),
                        result("raw", "c", "1", 100, "ns"),
                        result("semaphore", "interlock", "4", 16000, "ns")),
                site);

        String html = Files.readString(site.resolve("hand-off-HandOffBenchmark.html"));
        assertThat(html)
                .contains("There and back: raw, POSIX (C) takes 100\u00a0ns, the least of all")
                .contains("Median round trip with one pair")
                .contains("semaphore, Interlock", "8.00\u00a0µs", "16.0\u00a0µs", "80.0\u00a0µs");
        assertThat(html.indexOf("raw, POSIX (C)")).isLessThan(html.indexOf("semaphore, Interlock"));
        assertThat(site.resolve("charts/hand-off-HandOffBenchmark.svg")).exists();
        assertThat(Files.readString(site.resolve("index.html"))).contains("hand-off-HandOffBenchmark.html");
        assertThat(terminal).contains("Round trips/s, all pairs", "semaphore, POSIX (C)");
        assertThat(site.resolve("benchmark-HandOffBenchmark.html")).doesNotExist();
    }

    @Test
    void whatWasNotMeasuredIsAGap() throws IOException {
        String lone = """
                {"benchmark": "a.OtherBenchmark.pingPong", "mode": "ss", "params": {},
                 "primaryMetric": {"scoreUnit": "ms/op", "rawData": [[50.0]]},
                 "secondaryMetrics": {"roundTrip.p50": {"scoreUnit": "ns", "rawData": [[700.0]]}}}
                """;
        Path site = Sites.writePages(file(lone), directory.resolve("site"));

        assertThat(Files.readString(site.resolve("hand-off-OtherBenchmark.html")))
                .contains("700\u00a0ns", "–")
                .doesNotContain("the least of all");
    }

    @Test
    void anotherUnitIsRefused() throws IOException {
        Path results = file(result("raw", "c", "1", 100, "us"));

        assertThatThrownBy(() -> Pages.of(ResultReader.read(results)))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("roundTrip.p50 is in us, expected ns");
    }

    private Path file(String... results) throws IOException {
        return Files.writeString(directory.resolve("made-up.json"), "[" + String.join(",", results) + "]");
    }

    private static String result(String primitive, String implementation, String pairs, double typical, String unit) {
        StringBuilder metrics = new StringBuilder();
        String[] names = {"p50", "p90", "p99", "p99.9", "max"};
        double[] times = {1, 2, 5, 20, 300};
        for (int i = 0; i < names.length; i++) {
            metrics.append(String.format(
                    Locale.ROOT,
                    "\"roundTrip.%s\": {\"scoreUnit\": \"%s\", \"rawData\": [[%f]]},",
                    names[i],
                    unit,
                    typical * times[i]));
        }
        return """
                {"benchmark": "a.HandOffBenchmark.pingPong", "mode": "ss",
                 "params": {"primitive": "%s", "implementation": "%s", "pairs": "%s"},
                 "primaryMetric": {"scoreUnit": "ms/op", "rawData": [[50.0]]},
                 "secondaryMetrics": {%s "roundTrips": {"scoreUnit": "ops/s", "rawData": [[%f]]}}}
                """.formatted(primitive, implementation, pairs, metrics, 1e9 / typical);
    }
}
