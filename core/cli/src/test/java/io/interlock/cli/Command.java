package io.interlock.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * One run of the command's jar.
 *
 * @param out what it wrote
 * @param err what it complained of
 */
record Command(int exitCode, String out, String err) {

    private static final long WATCHDOG_S = 60;

    /** Runs it with regions by name in this directory. */
    static Command run(Path directory, String... arguments) throws IOException, InterruptedException {
        List<String> line = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                // A short life: starts in half the time.
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-Dinterlock.directory=" + directory,
                "-jar",
                System.getProperty("interlock.test.cli")));
        line.addAll(List.of(arguments));
        Path out = Files.createTempFile("interlock-cli-", ".out");
        Path err = Files.createTempFile("interlock-cli-", ".err");
        try {
            Process process = new ProcessBuilder(line)
                    .redirectOutput(out.toFile())
                    .redirectError(err.toFile())
                    .start();
            if (!process.waitFor(WATCHDOG_S, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new AssertionError("still running: " + line);
            }
            return new Command(
                    process.exitValue(),
                    Files.readString(out, StandardCharsets.UTF_8),
                    Files.readString(err, StandardCharsets.UTF_8));
        } finally {
            Files.delete(out);
            Files.delete(err);
        }
    }

    JsonNode json() throws IOException {
        return new ObjectMapper().readTree(out);
    }
}
