package io.interlock.capabilities;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import io.interlock.OpenMode;
import io.interlock.Region;
import io.interlock.RegionInfo;
import io.interlock.sync.OnOwnerDeath;
import io.interlock.sync.ShmLock;
import io.interlock.testing.Await;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/** A {@link SandboxedProgram} that has been started, and what this healthy process finds of it. */
final class Program {

    private final Path region;
    private final Path output;
    private final Process process;

    private Program(Path region, Path output, Process process) {
        this.region = region;
        this.output = output;
        this.process = process;
    }

    /** Starts the program with these options of the JVM, and these directories and jars as class path. */
    static Program start(Path directory, Path region, List<String> options, List<String> classPath, String... arguments)
            throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(options);
        command.addAll(List.of(
                "-Xshare:auto",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                String.join(File.pathSeparator, classPath),
                SandboxedProgram.class.getName(),
                region.toString()));
        command.addAll(List.of(arguments));
        Path output = Files.createTempFile(directory, "output", ".txt");
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        return new Program(region, output, process);
    }

    /** The class path of this JVM, without JNA. */
    static List<String> classPathWithoutJna() {
        List<String> entries = new ArrayList<>(
                List.of(System.getProperty("java.class.path").split(Pattern.quote(File.pathSeparator), -1)));
        entries.removeIf(entry -> Path.of(entry).getFileName().toString().startsWith("jna-"));
        return entries;
    }

    /** Waits until the program has done everything; skips the test where the system has no seccomp filters. */
    Program awaitDone() {
        Await.until("the program is done", () -> written().contains(SandboxedProgram.HOLDING) || !process.isAlive());
        assumeFalse(written().contains(SandboxedProgram.NO_SECCOMP), SandboxedProgram.NO_SECCOMP);
        assertThat(written()).contains(SandboxedProgram.DONE);
        return this;
    }

    Program awaitEnd() {
        Await.until("the program has ended", () -> !process.isAlive());
        assumeFalse(written().contains(SandboxedProgram.NO_SECCOMP), SandboxedProgram.NO_SECCOMP);
        return this;
    }

    String written() {
        try {
            return Files.readString(output);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The program has found this protocol, and so does who looks at the file. */
    Program hasProtocol(String protocol) {
        assertThat(written()).contains("protocol=" + protocol + System.lineSeparator());
        assertThat(RegionInfo.of(region).orElseThrow().details().orElseThrow().protocol())
                .isEqualTo(protocol);
        return this;
    }

    /** It has warned once of this, in these words among others. */
    Program hasWarnedOnce(String first, String... others) {
        assertThat(written().split(Pattern.quote(first), -1)).as(written()).hasSize(2);
        assertThat(written()).contains("WARNING").contains(others);
        return this;
    }

    Program hasNotWarned() {
        assertThat(written()).doesNotContain("WARNING: Interlock").doesNotContain("WARNING: The system call");
        return this;
    }

    /** The program dies with a lock that this process waits for. */
    void diesNoticed() throws InterruptedException {
        try (Region opened = Region.builder(region).mode(OpenMode.OPEN).open()) {
            ShmLock lock = opened.lock("held", OnOwnerDeath.HAND_OVER);
            assertThat(lock.tryLock()).isFalse();
            process.destroyForcibly();
            assertThat(lock.tryLock(60, TimeUnit.SECONDS)).isTrue();
            lock.unlock();
        }
    }

    void kill() {
        process.destroyForcibly();
        Await.until("the program is dead", () -> !process.isAlive());
    }
}
