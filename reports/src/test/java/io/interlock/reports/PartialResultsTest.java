package io.interlock.reports;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A site is written from whatever there is; what is missing is a gap. */
class PartialResultsTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    private Path directory;

    @Test
    void oneImplementation() throws IOException {
        Path site = site(MadeUpResults.write(directory.resolve("results"), List.of("interlock")));
        assertThat(site.resolve("charts/lock-throughput-empty.svg")).exists();
        assertThat(Files.readString(site.resolve("index.html"))).doesNotContain("as fast as");
        assertThat(Files.readString(site.resolve("lock.html"))).contains("This run measured no peer");
    }

    @Test
    void oneNumberOfProcessesIsARowForEachImplementation() throws IOException {
        Path results = MadeUpResults.write(directory.resolve("results"), List.of("interlock", "c-pthread-robust"));
        keep(
                results,
                result -> !result.path("params").path("processes").asText().matches("[148]"));
        String html = Files.readString(pages(results).resolve("lock.html"));
        assertThat(html).contains("2 processes, empty lock: Interlock is", "Throughput (Mops/s)");
    }

    @Test
    void nobodyRecovers() throws IOException {
        Path site = site(MadeUpResults.write(directory.resolve("results"), List.of("python", "c-pthread-normal")));
        assertThat(site.resolve("charts/lock-recovery.svg")).doesNotExist();
        assertThat(Files.readString(site.resolve("lock.html"))).contains("0 of 9");
    }

    @Test
    void oursIsMissing() throws IOException {
        Path site = pages(MadeUpResults.write(directory.resolve("results"), List.of("python", "file-channel", "x")));
        assertThat(Files.readString(site.resolve("index.html")))
                .doesNotContain("as fast as")
                .contains(">x<");
    }

    @Test
    void someNumbersOfProcessesAreMissing() throws IOException {
        Path results = MadeUpResults.write(
                directory.resolve("results"), List.of("interlock", "c-pthread-robust", "file-channel"));
        keep(
                results,
                result -> !result.path("params").path("processes").asText().equals("4")
                        && !(result.path("params")
                                        .path("implementation")
                                        .asText()
                                        .equals("file-channel")
                                && result.path("params")
                                        .path("processes")
                                        .asText()
                                        .equals("2")));
        String html = Files.readString(pages(results).resolve("lock.html"));
        assertThat(html).contains("8 processes, empty lock: Interlock is");
    }

    @Test
    void onlyUncontended() throws IOException {
        Path results = MadeUpResults.write(directory.resolve("results"), List.of("interlock", "python"));
        keep(results, result -> result.path("benchmark").asText().endsWith("uncontended"));
        String html = Files.readString(pages(results).resolve("lock.html"));
        assertThat(html).contains("Without contention", "the fastest peer (95");
    }

    @Test
    void onlyReferences() throws IOException {
        Path results = MadeUpResults.write(directory.resolve("results"), List.of());
        assertThat(Files.readString(pages(results).resolve("references.html")))
                .contains("Cache line to another process");
    }

    @Test
    void withoutHistogramsTheMetricsGiveThePercentiles() throws IOException {
        Path results = MadeUpResults.write(directory.resolve("results"), List.of("interlock"));
        Path histograms = results.resolve("histograms");
        Files.move(histograms, directory.resolve("elsewhere"));
        String html = Files.readString(pages(results).resolve("lock.html"));
        assertThat(html).contains("99.99 %").doesNotContain("99.95 %");
    }

    @Test
    void anyJmhSuiteFromItsFileAlone() throws IOException {
        Path file = directory.resolve("any.json");
        Files.writeString(file, """
                [{"jmhVersion": "1.37", "benchmark": "org.example.Maps.get", "mode": "thrpt", "forks": 2,
                  "params": {"size": "10"}, "unknown": [],
                  "primaryMetric": {"score": 2.0, "scoreError": "NaN", "scoreUnit": "ops/us", "rawData": [[2.0, 2.1], [1.9, 2.0]]},
                  "secondaryMetrics": {"gc.time": {"scoreUnit": "ms", "rawData": [[1.0, 2.0], [3.0, 1.0]]}}},
                 {"jmhVersion": "1.37", "benchmark": "org.example.Maps.get", "mode": "sample", "forks": 2,
                  "params": {"size": "10"},
                  "primaryMetric": {"score": 2.0, "scoreUnit": "us/op", "rawDataHistogram": [[[[0.4, 10], [0.8, 10]]]]}}]
                """);
        Path site = site(file);
        String html = Files.readString(site.resolve("benchmark-Maps.html"));
        assertThat(html).contains("size 10", "ops/us", "gc.time", "0.600 us/op");
        assertThat(Files.readString(site.resolve("index.html"))).contains("nothing is known about the machine", "Maps");
        assertThat(site.resolve("data/any.json")).exists();
    }

    @Test
    void namesAreEscaped() throws IOException {
        Path file = directory.resolve("any.json");
        Files.writeString(file, """
                [{"benchmark": "a.B.c", "mode": "avgt", "params": {"p": "<script>alert(1)</script>\\" x"},
                  "primaryMetric": {"scoreUnit": "ns/op", "rawData": [[2.0]]}}]
                """);
        assertThat(Files.readString(pages(file).resolve("benchmark-B.html"))).doesNotContain("<script");
    }

    private Path site(Path results) {
        Path site = directory.resolve("site");
        Sites.write(results, site);
        return site;
    }

    private Path pages(Path results) {
        return Sites.writePages(results, directory.resolve("site"));
    }

    private static void keep(Path results, Predicate<JsonNode> which) throws IOException {
        Path file = results.resolve("jmh-result.json");
        ArrayNode kept = JSON.createArrayNode();
        JSON.readTree(file.toFile()).forEach(result -> {
            if (which.test(result)) {
                kept.add(result);
            }
        });
        JSON.writeValue(file.toFile(), kept);
    }
}
