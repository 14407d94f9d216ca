package io.interlock.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.spi.ToolProvider;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every public type shows an example, and every example in Javadoc and in the guide compiles. */
class JavadocExamplesTest {

    private static final List<String> PUBLIC_PACKAGES = List.of("", "collection", "process", "sync", "value");
    private static final List<Path> SOURCES =
            List.of(Path.of("src/main/java/io/interlock"), Path.of("target/generated-sources/values/io/interlock"));
    private static final Path GUIDE = Path.of("docs/guide");

    private static final Pattern IN_JAVADOC = Pattern.compile("<pre>\\{@code\n(.*?)\\}</pre>", Pattern.DOTALL);
    private static final Pattern IN_MARKDOWN = Pattern.compile("```java\n(.*?)```", Pattern.DOTALL);
    private static final Pattern PUBLIC_TYPE =
            Pattern.compile("^public (?:final |abstract )*(?:class|interface|enum|record) (\\w+)", Pattern.MULTILINE);

    /** What every example may use. */
    private static final String BEFORE = """
            import static java.nio.file.StandardOpenOption.*;

            import io.interlock.*;
            import io.interlock.collection.*;
            import io.interlock.process.*;
            import io.interlock.sync.*;
            import io.interlock.value.*;
            import java.nio.ByteBuffer;
            import java.nio.channels.*;
            import java.nio.file.*;
            import java.nio.file.attribute.*;
            import java.time.*;
            import java.util.*;
            import java.util.concurrent.*;
            """;

    private static final String IN_SCOPE = """
            static final String REGION = "door";
            Region region;
            ShmLock lock;
            ShmInt savings;
            ShmInt cash;
            int number;
            Path path;
            static void speak(ShmLock lock, int number) {}
            """;

    @TempDir
    Path work;

    @Test
    void examplesCompile() throws IOException {
        List<Example> examples = new ArrayList<>();
        for (Path file : publicSources()) {
            examples(file, IN_JAVADOC).forEach(examples::add);
        }
        for (Path file : files(GUIDE, ".md")) {
            examples(file, IN_MARKDOWN).forEach(examples::add);
        }
        assertThat(examples).hasSizeGreaterThan(50);
        assertThat(compile(examples)).isEmpty();
    }

    @Test
    void brokenExamplesAreFound() throws IOException {
        assertThat(compile(List.of(new Example("Broken", "region.lock(\"lock\").lok();"))))
                .contains("lok");
    }

    @Test
    void everyPublicTypeShowsAnExample() throws IOException {
        List<String> types = new ArrayList<>();
        for (Path file : publicSources()) {
            String text = Files.readString(file);
            Matcher type = PUBLIC_TYPE.matcher(text);
            assertThat(type.find()).as(file.toString()).isTrue();
            Matcher example = IN_JAVADOC.matcher(text.substring(0, type.start()));
            assertThat(example.find()).as("an example in %s", file).isTrue();
            assertThat(example.group(1).lines().count())
                    .as("lines of the example in %s", file)
                    .isBetween(3L, 15L);
            types.add(type.group(1));
        }
        assertThat(types).contains("Region", "ShmLock", "ShmLong", "ShmMap", "JvmProcess");
    }

    @Test
    void everyPrimitiveNamesItsAlgorithm() throws IOException {
        for (Path file : publicSources()) {
            if (file.getFileName().toString().startsWith("Shm")) {
                assertThat(Files.readString(file)).as(file.toString()).contains("<b>Algorithm:</b>");
            }
        }
    }

    private record Example(String name, String code) {

        String source() {
            if (code.contains("public class ")) {
                return code.replaceAll("public class \\w+", "class " + name);
            }
            String method = code.contains("public static void main(")
                    ? code
                    : "void example() throws Exception {\n" + code + "\n}";
            return BEFORE + "class " + name + " {\n" + IN_SCOPE + method + "\n}\n";
        }
    }

    /** What the compiler says. */
    private String compile(List<Example> examples) throws IOException {
        List<String> arguments = new ArrayList<>(
                List.of("-d", work.toString(), "-proc:none", "-nowarn", "-cp", System.getProperty("java.class.path")));
        for (Example example : examples) {
            Path file = work.resolve(example.name() + ".java");
            Files.writeString(file, example.source());
            arguments.add(file.toString());
        }
        return javac(arguments);
    }

    private static String javac(List<String> arguments) {
        StringWriter messages = new StringWriter();
        PrintWriter out = new PrintWriter(messages);
        int status = ToolProvider.findFirst("javac").orElseThrow().run(out, out, arguments.toArray(String[]::new));
        out.flush();
        return status == 0 ? "" : messages.toString();
    }

    private static Stream<Example> examples(Path file, Pattern pattern) throws IOException {
        String name = file.getFileName().toString().replaceAll("\\W", "_");
        List<Example> examples = new ArrayList<>();
        Matcher matcher = pattern.matcher(Files.readString(file));
        while (matcher.find()) {
            String code = matcher.group(1).replaceAll("(?m)^ *\\* ?", "");
            examples.add(new Example(name + "_" + examples.size(), code));
        }
        return examples.stream();
    }

    private static List<Path> publicSources() throws IOException {
        List<Path> found = new ArrayList<>();
        for (Path root : SOURCES) {
            for (String name : PUBLIC_PACKAGES) {
                if (Files.isDirectory(root.resolve(name))) {
                    files(root.resolve(name), ".java").stream()
                            .filter(file -> PUBLIC_TYPE.matcher(read(file)).find())
                            .forEach(found::add);
                }
            }
        }
        return found;
    }

    private static List<Path> files(Path directory, String suffix) throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.filter(file -> file.toString().endsWith(suffix))
                    .sorted()
                    .collect(Collectors.toList());
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
