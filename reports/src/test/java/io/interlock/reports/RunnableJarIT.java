package io.interlock.reports;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.jar.JarFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The jar that people download: it runs, and says whose work is in it. */
class RunnableJarIT {

    private static final Path JAR = Path.of(System.getProperty("interlock.test.jar", "target/interlock-reports.jar"));

    @Test
    @Timeout(60) // watchdog
    void runs() throws IOException, InterruptedException {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-jar",
                        JAR.toString(),
                        "--help")
                .redirectErrorStream(true)
                .start();
        String output;
        try (InputStream in = process.getInputStream()) {
            output = new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
        assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).isZero();
        assertThat(output).contains("site");
    }

    @Test
    void namesEachLibraryInItWithItsLicence() throws IOException {
        String list = text("META-INF/THIRD-PARTY.txt");
        for (String library : List.of(
                "de.erichseifert.vectorgraphics2d:VectorGraphics2D",
                "org.knowm.xchart:xchart",
                "gg.jte:jte-runtime",
                "com.fasterxml.jackson.core:jackson-databind",
                "info.picocli:picocli",
                "org.hdrhistogram:HdrHistogram")) {
            assertThat(list).contains(library);
        }
        assertThat(list).doesNotContain("selenium").doesNotContain("Unknown license");
    }

    @Test
    void keepsNoticesAndLicences() throws IOException {
        assertThat(text("META-INF/NOTICE")).contains("Jackson");
        assertThat(text("META-INF/LICENSE.txt")).contains("Gil Tene");
        assertThat(text("META-INF/licenses/Apache-2.0.txt")).contains("Apache License");
        assertThat(text("META-INF/licenses/LGPL-3.0.txt")).contains("GNU LESSER GENERAL PUBLIC LICENSE");
        assertThat(text("META-INF/licenses/GPL-3.0.txt")).contains("GNU GENERAL PUBLIC LICENSE");
    }

    private static String text(String entry) throws IOException {
        try (JarFile jar = new JarFile(JAR.toFile());
                InputStream in = jar.getInputStream(Objects.requireNonNull(jar.getEntry(entry), entry))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
