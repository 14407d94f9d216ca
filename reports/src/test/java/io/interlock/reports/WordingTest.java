package io.interlock.reports;

import static org.assertj.core.api.Assertions.assertThat;

import io.interlock.reports.gate.result.ResultReader;
import io.interlock.reports.site.page.Pages;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the site claims must follow from the figures, and no more than that. */
class WordingTest {

    @TempDir
    private Path directory;

    @Test
    void aClearRatioIsNamed() throws IOException {
        assertThat(finding("[[10.0], [10.1], [10.2]]", "[[20.0], [20.2], [20.4]]"))
                .contains("Interlock is 2.0\u00a0× as fast as pthread robust (C)");
    }

    @Test
    void slowerIsSaidAsOpenlyAsFaster() throws IOException {
        assertThat(finding("[[20.0], [20.2], [20.4]]", "[[10.0], [10.1], [10.2]]"))
                .contains("Interlock is 0.50\u00a0× as fast as pthread robust (C)");
    }

    @Test
    void alikeNeedsANarrowInterval() throws IOException {
        assertThat(finding("[[10.0], [10.2], [9.9]]", "[[10.1], [9.9], [10.0]]"))
                .contains("Interlock is about as fast as pthread robust (C)");
    }

    @Test
    void aWideIntervalIsNoSignOfBeingAlike() throws IOException {
        assertThat(finding("[[10.0], [30.0], [15.0]]", "[[28.0], [9.0], [16.0]]"))
                .contains("no clear difference between Interlock and pthread robust (C)")
                .doesNotContain("about as fast");
    }

    @Test
    void anotherSuiteIsNotCalledInterlock() throws IOException {
        Path site = directory.resolve("site");
        write(file(result("org.example.Maps.get", "size", "10", "[[2.0]]")), site);
        assertThat(Files.readString(site.resolve("index.html")))
                .contains("<h1>Benchmark results</h1>")
                .doesNotContain("Interlock, measured");
    }

    @Test
    void theTerminalShowsScoresOfAnySuite() throws IOException {
        Path results = file(result("org.example.Maps.get", "size", "10", "[[2.0]]"));
        assertThat(Pages.summaries(ResultReader.read(results)))
                .singleElement()
                .satisfies(table -> assertThat(table.asText()).contains("get, size 10", "2.00 ns/op"));
    }

    private String finding(String ours, String theirs) throws IOException {
        Path site = directory.resolve("site");
        write(
                file(
                        result("a.LockBenchmark.uncontended", "implementation", "interlock", ours),
                        result("a.LockBenchmark.uncontended", "implementation", "c-pthread-robust", theirs)),
                site);
        return Files.readString(site.resolve("lock.html"));
    }

    private static void write(Path results, Path site) {
        assertThat(Main.run("site", "--results", results.toString(), "--out", site.toString()))
                .isZero();
    }

    private Path file(String... results) throws IOException {
        return Files.writeString(directory.resolve("made-up.json"), "[" + String.join(",", results) + "]");
    }

    private static String result(String benchmark, String param, String value, String rawData) {
        return """
                {"benchmark": "%s", "mode": "avgt", "params": {"%s": "%s"},
                 "primaryMetric": {"scoreUnit": "ns/op", "rawData": %s}}
                """.formatted(benchmark, param, value, rawData);
    }
}
