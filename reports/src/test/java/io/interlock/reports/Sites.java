package io.interlock.reports;

import static org.assertj.core.api.Assertions.assertThat;

import io.interlock.reports.result.ResultReader;
import io.interlock.reports.site.SiteWriter;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Sites for tests. */
final class Sites {

    private Sites() {}

    /** Writes one as a user does, and returns what the terminal shows. */
    static String write(Path results, Path site) {
        PrintStream usual = System.out;
        ByteArrayOutputStream shown = new ByteArrayOutputStream();
        System.setOut(new PrintStream(shown, true, StandardCharsets.UTF_8));
        try {
            assertThat(Main.run("site", "--results", results.toString(), "--out", site.toString()))
                    .isZero();
        } finally {
            System.setOut(usual);
        }
        return shown.toString(StandardCharsets.UTF_8);
    }

    /** Only the pages, for tests that are not about charts: these take most of the time. */
    static Path writePages(Path results, Path site) {
        new SiteWriter(site, "no charts in this test").write(ResultReader.read(results));
        return site;
    }

    static List<Path> pages(Path site) throws IOException {
        try (Stream<Path> files = Files.list(site)) {
            return files.filter(file -> file.toString().endsWith(".html"))
                    .sorted()
                    .toList();
        }
    }
}
