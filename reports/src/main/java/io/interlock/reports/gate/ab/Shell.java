package io.interlock.reports.gate.ab;

import io.interlock.reports.gate.result.BadInputException;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Runs programs with their output in a file, and ends them together with this program. */
final class Shell {

    private static final int SHOWN_LINES = 15;
    private static final int GRACE_SECONDS = 5;

    private Shell() {}

    /**
     * Runs a program to its end.
     *
     * @param what a description of the program, for messages
     * @return its output
     * @throws BadInputException if it fails; the message contains the end of its output
     */
    static String run(String what, Path directory, Map<String, String> environment, List<String> command, Path log) {
        Process process;
        try {
            ProcessBuilder builder = new ProcessBuilder(command)
                    .directory(directory.toFile())
                    .redirectErrorStream(true)
                    .redirectInput(new File("/dev/null"))
                    .redirectOutput(log.toFile());
            builder.environment().putAll(environment);
            process = builder.start();
        } catch (IOException e) {
            throw new BadInputException(what + ": " + command.get(0) + " cannot be started: " + e.getMessage(), e);
        }
        try {
            int status = process.waitFor();
            String printed = printed(log);
            if (status != 0) {
                throw new BadInputException(
                        what + ": exit status " + status + " of " + String.join(" ", command) + "\n" + end(printed));
            }
            return printed;
        } catch (InterruptedException e) {
            end(process);
            Thread.currentThread().interrupt();
            throw new BadInputException(what + ": interrupted", e);
        }
    }

    /** Ends all programs that this one has started and that are still running. */
    static void endAll() {
        List<ProcessHandle> all = ProcessHandle.current().descendants().toList();
        // Terminated first, so that a benchmark can end its own processes and remove its files.
        all.forEach(ProcessHandle::destroy);
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(GRACE_SECONDS);
        for (ProcessHandle process : all) {
            try {
                process.onExit().get(Math.max(1, deadline - System.nanoTime()), TimeUnit.NANOSECONDS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                break;
            } catch (Exception e) {
                break; // It takes too long; the others may do so too.
            }
        }
        all.forEach(ProcessHandle::destroyForcibly);
    }

    private static void end(Process process) {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
    }

    private static String printed(Path log) {
        try {
            return new String(Files.readAllBytes(log), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new BadInputException(log + ": cannot be read", e);
        }
    }

    private static String end(String printed) {
        List<String> lines = printed.lines().toList();
        return String.join("\n", lines.subList(Math.max(0, lines.size() - SHOWN_LINES), lines.size()));
    }
}
