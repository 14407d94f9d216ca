package io.interlock.reports;

import static org.assertj.core.api.Assertions.assertThat;

import io.interlock.reports.gate.result.ResultReader;
import io.interlock.reports.site.page.More;
import io.interlock.reports.site.page.Pages;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The site from a whole results directory of made-up figures. */
class SiteTest {

    @TempDir
    private static Path directory;

    private static Path site;
    private static String terminal = "";

    @BeforeAll
    static void write() throws IOException {
        Path results = MadeUpResults.write(directory.resolve("results"), MadeUpResults.ALL);
        site = directory.resolve("site");
        terminal = Sites.write(results, site);
    }

    @Test
    void lastLineIsThePathOfTheFirstPage() {
        List<String> lines = terminal.strip().lines().toList();
        assertThat(Path.of(lines.get(lines.size() - 1)))
                .isEqualTo(site.resolve("index.html"))
                .exists();
    }

    @Test
    void terminalShowsARowPerImplementation() {
        assertThat(terminal).contains("Interlock  ", "pthread robust (C)", "Python multiprocessing", "never");
    }

    @Test
    void everyLinkAndSourceResolves() throws IOException {
        Pattern reference = Pattern.compile("(?:href|src|srcset)=\"([^\"]*)\"");
        for (Path page : Sites.pages(site)) {
            String html = Files.readString(page);
            Matcher matcher = reference.matcher(html);
            int found = 0;
            while (matcher.find()) {
                String target = matcher.group(1).replace("&amp;", "&");
                if (!target.equals("data:,")) {
                    found++;
                    assertResolves(page, html, target);
                }
            }
            assertThat(found).as("links of " + page).isPositive();
        }
    }

    private static void assertResolves(Path page, String html, String target) throws IOException {
        String[] parts = target.split("#", 2);
        Path file = parts[0].isEmpty() ? page : site.resolve(parts[0]);
        assertThat(file).as(target + " on " + page).exists();
        if (parts.length == 2) {
            String there = parts[0].isEmpty() ? html : Files.readString(file);
            assertThat(there).as(target + " on " + page).contains("id=\"" + parts[1] + "\"");
        }
    }

    @Test
    void pagesNeedNeitherScriptNorNetwork() throws IOException {
        for (Path page : Sites.pages(site)) {
            assertThat(Files.readString(page))
                    .doesNotContain("<script")
                    .doesNotContain("javascript:")
                    .doesNotContainPattern("(?:href|src|srcset|url\\()=?\"?\\s*(?:https?:)?//");
        }
        assertThat(Files.readString(site.resolve("style.css")))
                .doesNotContain("//")
                .doesNotContain("@import");
        try (Stream<Path> charts = Files.list(site.resolve("charts"))) {
            for (Path chart :
                    charts.filter(file -> file.toString().endsWith(".svg")).toList()) {
                assertThat(Files.readString(chart))
                        .doesNotContain("DOCTYPE")
                        .doesNotContain("<text")
                        .doesNotContain("NaN");
            }
        }
    }

    @Test
    void everyPictureHasAnAlternativeAndItsFigures() throws IOException {
        Matcher pictures = Pattern.compile("<img [^>]*>").matcher(Files.readString(site.resolve("lock.html")));
        int found = 0;
        while (pictures.find()) {
            found++;
            assertThat(pictures.group()).containsPattern("alt=\"[^\"]{20,}\"").contains("width=", "height=");
        }
        assertThat(found).isEqualTo(8);
        assertThat(Files.readString(site.resolve("lock.html"))).contains("Figures of this chart");
    }

    @Test
    void everyChartIsThereInEveryFormat() throws IOException {
        try (Stream<Path> files = Files.list(site.resolve("charts"))) {
            List<String> names = files.map(file -> String.valueOf(file.getFileName()))
                    .sorted()
                    .toList();
            assertThat(names)
                    .hasSize(3 * 10)
                    .contains("lock-recovery.svg", "lock-recovery-narrow.svg", "lock-recovery.png");
        }
    }

    @Test
    void headingsStateTheFinding() throws IOException {
        String html = Files.readString(site.resolve("lock.html"));
        assertThat(html)
                .containsPattern(
                        "alt=\"4 processes, empty lock: Interlock is 1.5\u00a0× as fast as pthread robust \\(C\\)")
                .containsPattern("After kill -9: Interlock continues after 2\\d\\d\u00a0µs; never: pthread normal");
    }

    @Test
    void gapsAreNamed() throws IOException {
        assertThat(Files.readString(site.resolve("methodology.html")))
                .contains("boost", "no C++ compiler found", "apt-get install g++");
        assertThat(Files.readString(site.resolve("index.html"))).contains("boost (skipped)", "never");
    }

    @Test
    void warningsStandOnTheFirstPage() throws IOException {
        assertThat(Files.readString(site.resolve("index.html"))).contains("made up for tests");
    }

    @Test
    void unknownFieldsAreIgnored() throws IOException {
        assertThat(Files.readString(site.resolve("methodology.html"))).doesNotContain("somethingNew");
    }

    @Test
    void rawDataIsCopied() {
        assertThat(site.resolve("data/jmh-result.json"))
                .hasSameTextualContentAs(directory.resolve("results/jmh-result.json"));
    }

    @Test
    void theSameResultsGiveTheSamePages() {
        Path results = directory.resolve("results");
        assertThat(Pages.of(ResultReader.read(results), More.NOTHING))
                .isEqualTo(Pages.of(ResultReader.read(results), More.NOTHING));
    }
}
