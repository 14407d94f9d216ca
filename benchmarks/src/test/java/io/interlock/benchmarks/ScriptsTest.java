package io.interlock.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The scripts for people, where they change nothing. */
@Timeout(60) // watchdog
class ScriptsTest {

    private static final Path BASH = Path.of("/bin/bash");
    private static final Path SCRIPTS = Path.of("../scripts").toAbsolutePath().normalize();

    @TempDir
    Path directory;

    @BeforeEach
    void requireBash() {
        assumeTrue(Files.isExecutable(BASH));
    }

    @Test
    void peersPrintsWhatItWouldInstallWhereNothingIsThere() throws Exception {
        Path tools = Files.createDirectories(directory.resolve("tools"));
        Files.createSymbolicLink(tools.resolve("id"), Path.of("/usr/bin/id"));
        Files.writeString(tools.resolve("apt-get"), "#!/bin/bash\necho installed >&2\n");
        tools.resolve("apt-get").toFile().setExecutable(true);

        Result result = run(tools.toString(), "peers", "--dry-run");

        assertThat(result.exitCode()).as(result.output()).isZero();
        assertThat(result.output())
                .contains("apt-get install -y", "gcc", "g++", "libboost-dev", "python3")
                .doesNotContain("installed");
    }

    @Test
    void peersSaysWhatToInstallByHandWithoutApt() throws Exception {
        Result result = run(Files.createDirectories(directory.resolve("none")).toString(), "peers");

        assertThat(result.exitCode()).isEqualTo(1);
        assertThat(result.output()).contains("no apt-get here", "libboost-dev");
    }

    @Test
    void benchNamesWhatItDoesNotUnderstand() throws Exception {
        String path = System.getenv("PATH");

        assertThat(run(path, "bench", "--jdk", "1.4")).satisfies(result -> {
            assertThat(result.exitCode()).isEqualTo(2);
            assertThat(result.output()).contains("no JDK 1.4");
        });
        assertThat(run(path, "bench", "--fast")).satisfies(result -> {
            assertThat(result.exitCode()).isEqualTo(2);
            assertThat(result.output()).contains("no option --fast", "--help");
        });
        assertThat(run(path, "bench", "--help").output()).contains("smoke", "quick", "full", "--jdk", "--resume");
    }

    private record Result(int exitCode, String output) {}

    private static Result run(String path, String script, String... arguments)
            throws IOException, InterruptedException {
        List<String> command =
                new ArrayList<>(List.of(BASH.toString(), SCRIPTS.resolve(script).toString()));
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().put("PATH", path);
        Process process = builder.start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Result(process.waitFor(), output);
    }
}
