package io.interlock.benchmarks.harness;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/** Runs a short command of this machine. */
public final class Tool {

    /** The exit code where there is no such command. */
    public static final int NOT_FOUND = 127;

    /**
     * How it ended.
     *
     * @param exitCode {@link #NOT_FOUND} where there is no such command
     * @param output standard output and error
     */
    public record Result(int exitCode, String output) {

        public Optional<String> firstLine() {
            return exitCode == 0 ? output.lines().findFirst() : Optional.empty();
        }
    }

    private Tool() {}

    public static Result run(String... command) {
        return run(List.of(command));
    }

    public static Result run(List<String> command) {
        try {
            Process process = new ProcessBuilder(command)
                    .redirectInput(Redirect.PIPE)
                    .redirectErrorStream(true)
                    .start();
            process.getOutputStream().close();
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return new Result(process.waitFor(), output.strip());
        } catch (IOException e) {
            return new Result(NOT_FOUND, String.valueOf(e.getMessage()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new Result(130, "interrupted");
        }
    }
}
