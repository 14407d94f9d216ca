package io.interlock.examples;

import static org.assertj.core.api.Assertions.assertThat;

import io.interlock.Region;
import io.interlock.process.JvmProcess;
import io.interlock.testing.Workspace;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What the README shows is what runs, and what it names exists. */
class ReadmeTest {

    private static final Path ROOT = Path.of("..");
    private static final Path EXAMPLES = Path.of("src/test/java/io/interlock/examples");
    private static final Pattern JAVA_BLOCK = Pattern.compile("```java\n(.*?)```", Pattern.DOTALL);
    private static final Pattern XML_BLOCK = Pattern.compile("```xml\n(.*?)```", Pattern.DOTALL);
    private static final Pattern CLASS = Pattern.compile("\\b(Shm[A-Z]\\w+|Jvm[A-Z]\\w+|\\w+Exception)\\b");
    private static final Pattern SCRIPT = Pattern.compile("\\bscripts/\\w+");

    @RegisterExtension
    final Workspace workspace = new Workspace();

    private final String readme = Files.readString(ROOT.resolve("README.md"));

    ReadmeTest() throws IOException {}

    @Test
    void itsExampleCountsEveryOrderOfTwoProcesses() throws Exception {
        List<String> here = List.of("-Dinterlock.directory=" + workspace.directory());
        JvmProcess one = JvmProcess.start(GuardedCounter.class, here, List.of());
        JvmProcess other = JvmProcess.start(GuardedCounter.class, here, List.of());
        one.join();
        other.join();
        try (Region region = workspace.open(workspace.path("interlock-orders"))) {
            assertThat(region.longValue("count").get()).isEqualTo(2_000);
            region.unlink();
        }
    }

    @Test
    void allItsCodeIsPartOfExamplesThatRun() throws IOException {
        List<String> code = examples().map(file -> unindented(read(file))).collect(Collectors.toList());
        List<String> shown = found(JAVA_BLOCK, readme);
        assertThat(shown).isNotEmpty();
        for (String block : shown) {
            assertThat(code).anyMatch(example -> example.contains(unindented(block)));
        }
        String quickStart = unindented(read(EXAMPLES.resolve("GuardedCounter.java")));
        assertThat(quickStart).endsWith(unindented(shown.get(0)));
    }

    @Test
    void theGuideLinksToEveryExample() throws IOException {
        String guide = read(Path.of("docs/guide/python.md")) + read(Path.of("docs/guide/deaths.md"));
        assertThat(examples())
                .hasSizeGreaterThan(1)
                .allSatisfy(file -> assertThat(guide).contains("../../" + file));
    }

    @Test
    void itNamesOnlyClassesThatExist() throws Exception {
        List<String> named = found(CLASS, readme);
        assertThat(named).contains("ShmLock", "JvmProcess", "OwnerDiedException");
        Path classes = Path.of(
                Region.class.getProtectionDomain().getCodeSource().getLocation().toURI());
        try (Stream<Path> files = Files.walk(classes)) {
            assertThat(files.map(file -> file.getFileName().toString().replace(".class", "")))
                    .containsAll(named);
        }
    }

    @Test
    void itNamesOnlyScriptsThatExist() {
        List<String> named = found(SCRIPT, readme);
        assertThat(named)
                .isNotEmpty()
                .allSatisfy(script -> assertThat(ROOT.resolve(script)).isExecutable());
    }

    @Test
    void itsDependencyIsThisLibrary() {
        String pom = read(Path.of("pom.xml"));
        List<String> dependency = found(XML_BLOCK, readme);
        assertThat(dependency).hasSize(1);
        assertThat(dependency.get(0).lines().map(String::strip).filter(line -> !line.contains("dependency>")))
                .hasSize(3)
                .allSatisfy(line -> assertThat(pom).contains(line));
    }

    /** What a reader can run. */
    private static Stream<Path> examples() throws IOException {
        try (Stream<Path> files = Files.list(EXAMPLES)) {
            return files
                    .filter(file -> read(file).contains("\n    public static void main("))
                    .collect(Collectors.toList())
                    .stream();
        }
    }

    private static List<String> found(Pattern pattern, String text) {
        return pattern.matcher(text)
                .results()
                .map(MatchResult::group)
                .map(block -> block.startsWith("```") ? block.replaceAll("(?m)^```.*\n?", "") : block)
                .collect(Collectors.toList());
    }

    private static String unindented(String code) {
        return code.lines().map(String::strip).collect(Collectors.joining("\n"));
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
