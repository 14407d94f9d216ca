package io.interlock.reports;

import static org.assertj.core.api.Assertions.assertThat;

import io.interlock.reports.gate.result.ResultReader;
import io.interlock.reports.site.SiteWriter;
import io.interlock.reports.site.page.More;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Sites for tests. */
public final class Sites {

    private Sites() {}

    /** Writes one as a user does, and returns what the terminal shows. */
    public static String write(Path results, Path site, String... more) {
        List<String> arguments = new ArrayList<>(List.of("site", "--results", results.toString()));
        arguments.addAll(List.of("--out", site.toString()));
        arguments.addAll(List.of(more));
        PrintStream usual = System.out;
        ByteArrayOutputStream shown = new ByteArrayOutputStream();
        System.setOut(new PrintStream(shown, true, StandardCharsets.UTF_8));
        try {
            assertThat(Main.run(arguments.toArray(String[]::new))).isZero();
        } finally {
            System.setOut(usual);
        }
        return shown.toString(StandardCharsets.UTF_8);
    }

    /** Only the pages, for tests that are not about charts: these take most of the time. */
    public static Path writePages(Path results, Path site) {
        new SiteWriter(site, "no charts in this test").write(ResultReader.read(results), More.NOTHING);
        return site;
    }

    public static List<Path> pages(Path site) throws IOException {
        try (Stream<Path> files = Files.list(site)) {
            return files.filter(file -> file.toString().endsWith(".html"))
                    .sorted()
                    .toList();
        }
    }
}
