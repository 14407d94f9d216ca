package io.interlock.ordering;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.openjdk.jcstress.Main;

/** Runs jcstress on the pairs of this package: no forbidden outcome, and none that did not run. */
@Tag("exhaustive")
class OrderingTest {

    private static final Path DIRECTORY = Path.of("target", "jcstress");

    /** States that live at once; at most two primitives of each pool in each. */
    private static final int STRIDE_SIZE = 64;

    private static final int STRIDES = 4;

    /** One way of compiling, for a second each: shows that a pair holds at all. */
    private static final String[] SHORT = {"-f", "1", "-fsm", "1", "-iters", "1", "-time", "400", "-sc", "false"};

    /** Each way of compiling each side, for seconds. */
    private static final String[] LONG = {"-m", "default"};

    @Test
    @Timeout(600) // watchdog against a hang
    void noForbiddenOutcome() throws Exception {
        run("short", Stream.concat(Stream.of("-jvmArgs", "--enable-native-access=ALL-UNNAMED"), Arrays.stream(SHORT)));
    }

    @Test
    @Tag("stress")
    @Timeout(7_200) // watchdog against a hang
    void noForbiddenOutcomeHoweverCompiled() throws Exception {
        run(
                "long",
                Stream.concat(Stream.of("-jvmArgsPrepend", "--enable-native-access=ALL-UNNAMED"), Arrays.stream(LONG)));
    }

    private static void run(String name, Stream<String> options) throws IOException, InterruptedException {
        assumeFalse("false".equals(System.getProperty("interlock.native")), "no protocol orders less than the native");
        assertThat(2 * STRIDE_SIZE * STRIDES).isLessThan(Pool.SIZE);
        Path directory = Files.createDirectories(DIRECTORY.resolve(name).toAbsolutePath());
        Path log = directory.resolve("log.txt");
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                System.getProperty("java.class.path"),
                Main.class.getName(),
                "-t",
                OrderingTest.class.getPackageName(),
                "-r",
                directory.resolve("report").toString(),
                "-strideSize",
                Integer.toString(STRIDE_SIZE),
                "-strideCount",
                Integer.toString(STRIDES)));
        options.forEach(command::add);
        Process jcstress = new ProcessBuilder(command)
                .directory(directory.toFile())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        try {
            assertThat(jcstress.waitFor()).as("exit code, %s", log).isZero();
        } finally {
            jcstress.descendants().forEach(ProcessHandle::destroyForcibly);
            jcstress.destroyForcibly();
            assertThat(jcstress.waitFor(1, TimeUnit.MINUTES)).isTrue();
        }
        String said = Files.readString(log);
        assertThat(said)
                .contains("Failed tests: No matches.")
                .contains("Error tests: No matches.")
                .contains("All remaining tests: " + pairs() + " matching test results");
    }

    /** One result each: all configurations of a pair count as one. */
    private static long pairs() throws IOException {
        Path classes = Path.of("target", "test-classes", "io", "interlock", "ordering");
        try (Stream<Path> files = Files.list(classes)) {
            return files.filter(file -> file.getFileName().toString().endsWith("Pair.class"))
                    .count();
        }
    }
}
