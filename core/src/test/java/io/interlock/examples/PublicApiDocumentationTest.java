package io.interlock.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.spi.ToolProvider;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Every public and protected part of the public packages has complete Javadoc: doclint's group {@code missing}. The build itself
 * runs the other groups over all packages; {@code missing} would there also be an error for packages that are not exported.
 */
class PublicApiDocumentationTest {

    private static final String PUBLIC_PACKAGES = Stream.of("", ".collection", ".process", ".sync", ".value")
            .map(name -> "io.interlock" + name)
            .collect(Collectors.joining(","));

    @TempDir
    Path work;

    @Test
    void nothingIsMissing() throws IOException {
        List<Path> sources = new ArrayList<>(sources(Path.of("src/main/java")));
        sources.addAll(sources(Path.of("target/generated-sources/values")));
        assertThat(doclint(PUBLIC_PACKAGES, sources)).isEmpty();
    }

    @Test
    void aMissingCommentIsFound() throws IOException {
        Path source = work.resolve("Undocumented.java");
        Files.writeString(
                source,
                "package example; /** A class. */ public final class Undocumented { public int method() { return 0; } }");
        assertThat(doclint("example", List.of(source))).contains("no comment");
    }

    /** Warnings of doclint, which -Werror makes errors. */
    private String doclint(String packages, List<Path> sources) {
        List<String> arguments = new ArrayList<>(List.of(
                "-d",
                work.resolve("classes").toString(),
                "-proc:none",
                "-Xdoclint:all/protected",
                "-Xdoclint/package:" + packages,
                "-Xmaxwarns",
                "1000",
                "-Werror",
                "-cp",
                System.getProperty("java.class.path")));
        sources.forEach(source -> arguments.add(source.toString()));
        StringWriter messages = new StringWriter();
        PrintWriter out = new PrintWriter(messages);
        int status = ToolProvider.findFirst("javac").orElseThrow().run(out, out, arguments.toArray(String[]::new));
        out.flush();
        return status == 0 ? "" : messages.toString();
    }

    private static List<Path> sources(Path root) throws IOException {
        try (Stream<Path> files = Files.walk(root)) {
            return files.filter(file -> file.toString().endsWith(".java")
                            && !file.getFileName().toString().equals("module-info.java"))
                    .collect(Collectors.toList());
        }
    }
}
