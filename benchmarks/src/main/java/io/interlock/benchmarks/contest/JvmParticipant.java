package io.interlock.benchmarks.contest;

import io.interlock.benchmarks.handoff.HandOffEnd;
import io.interlock.benchmarks.handoff.Turns;
import io.interlock.process.ChildFailedException;
import io.interlock.process.JvmProcess;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** One end of a pair, started as users of the library start processes. */
final class JvmParticipant implements Participant {

    private static final Duration END_TIMEOUT = Duration.ofSeconds(10);

    private final String name;
    private final JvmProcess process;
    private final Path output;

    private JvmParticipant(String name, JvmProcess process, Path output) {
        this.name = name;
        this.process = process;
        this.output = output;
    }

    /** @param output its standard output and error, which must not be the fork's: see {@link ProcessParticipant} */
    static JvmParticipant start(
            String name, Path output, List<String> jvmOptions, Path controlFile, int index, Turns turns) {
        File control = controlFile.toFile(); // Paths do not travel.
        JvmProcess process = JvmProcess.builder()
                .jvmOptions(jvmOptions.toArray(String[]::new))
                .output(output)
                .start(() -> HandOffEnd.serve(control.toPath(), index, turns));
        return new JvmParticipant(name, process, output);
    }

    @Override
    public boolean isAlive() {
        return process.isAlive();
    }

    @Override
    public String describe() {
        return name + (process.isAlive() ? "" : ", exit code " + process.exitCode());
    }

    @Override
    public String output() {
        try {
            String text = Files.readString(output, StandardCharsets.UTF_8).strip();
            return text.isEmpty() ? failure() : text;
        } catch (IOException e) {
            return "(no output: " + e.getMessage() + ")";
        }
    }

    private String failure() {
        try {
            // Short: it may still be on its way to its end.
            process.join(Duration.ofSeconds(1));
            return "";
        } catch (ChildFailedException e) {
            return String.valueOf(e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return "";
        }
    }

    @Override
    public void end() {
        process.kill();
        try {
            process.join(END_TIMEOUT);
        } catch (ChildFailedException e) {
            // As it was told to.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        try {
            Files.deleteIfExists(output);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
