package io.interlock.reports;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The site from made-up figures of primitives by which processes take turns. */
class HandOffSiteTest {

    @TempDir
    private static Path directory;

    private static Path site;
    private static String terminal = "";

    @BeforeAll
    static void write() throws IOException {
        site = directory.resolve("site");
        terminal = Sites.write(MadeUpHandOffs.write(directory.resolve("results")), site);
    }

    @Test
    void eachSettingHasAChartOfItsOwn() {
        assertThat(site.resolve("charts/semaphore-hand-off-2-apart.svg")).exists();
        assertThat(site.resolve("charts/semaphore-hand-off-8-two-cores.svg")).exists();
        assertThat(site.resolve("charts/barrier-hand-off-2-apart.svg")).exists();
    }

    @Test
    void headingsStateTheFinding() throws IOException {
        // About 51,000 / 200; the figures are scattered.
        assertThat(html("semaphore.html"))
                .containsPattern("2 processes on two processors: Interlock is 2\\d\\d × as fast as sem_t \\(C\\)")
                .contains("8 processes sharing two processors: ");
        assertThat(html("index.html"))
                .contains("Semaphore, round trip, 2 processes on two processors, compared with sem_t (C)")
                .contains("Barrier, round trip, ");
        assertThat(html("semaphore.html")).contains("Round trip, 2 processes on two processors, Interlock is");
    }

    @Test
    void threadsOfOneProcessAreNoPeer() throws IOException {
        assertThat(html("semaphore.html"))
                .contains("java.util.concurrent (one process)")
                .doesNotContain("as fast as java.util.concurrent");
    }

    @Test
    void limitsStandBesideTwoProcessesAndAsARatio() throws IOException {
        String html = html("semaphore.html");
        assertThat(html).contains("Limit: spinning (C)", "Limit: futex (C)");
        Matcher ratio = Pattern.compile("Interlock</span></span></th>(?:\\s*<td>.*?</td>){7}\\s*<td>([\\d.]+) ×")
                .matcher(html);
        assertThat(ratio.find()).isTrue();
        assertThat(Double.parseDouble(ratio.group(1))).isBetween(1.8, 2.2);
    }

    @Test
    void aSlowerPeersMedianAndOurRareCasesAreInOneTable() throws IOException {
        assertThat(html("semaphore.html"))
                .containsPattern("<th scope=\"col\">p50</th>\\s*<th scope=\"col\">p90</th>")
                .contains("<th scope=\"col\">p99.99</th>");
    }

    @Test
    void timeAloneIsComparedWithItsLimits() throws IOException {
        assertThat(html("reentrant-lock.html"))
                .contains("Times as long as the limit", "Limit: compare-and-set, then store");
        assertThat(html("value.html")).doesNotContain("Limit: compare-and-set");
    }

    @Test
    void theSummaryShowsOnlyWhatWasMeasured() {
        assertThat(terminal.lines().filter(line -> line.startsWith("Implementation")))
                .anyMatch(line -> line.contains("2 on two processors, p50") && !line.contains("Uncontended"))
                .anyMatch(line -> line.contains("Uncontended, ns") && !line.contains("kill"));
    }

    @Test
    void referencesAreAmongTheLimitsOfTheMachine() throws IOException {
        assertThat(html("references.html"))
                .contains("Limit: futex (C), round trip, all on one processor")
                .contains("Limit: spinning (C), round trip, on two processors");
    }

    @Test
    void missingPeersAreNamedOnlyWhereTheyAreMissing() throws IOException {
        Path results = directory.resolve("skipping");
        MadeUpHandOffs.write(results);
        Files.writeString(results.resolve("skipped.json"), """
                [{"implementation": "boost-semaphore", "benchmarks": ["SemaphoreBenchmark"],
                  "reason": "no headers found", "hint": "apt-get install libboost-dev"}]
                """);
        Path pages = Sites.writePages(results, directory.resolve("pages"));
        assertThat(Files.readString(pages.resolve("semaphore.html"))).contains("no headers found");
        assertThat(Files.readString(pages.resolve("barrier.html"))).doesNotContain("no headers found");
    }

    private static String html(String page) throws IOException {
        return Files.readString(site.resolve(page));
    }
}
