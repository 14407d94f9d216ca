package io.interlock.benchmarks;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The benchmark program in a process of its own, as a user starts it. */
public final class Program {

    private final Process process;
    private final Path output;
    private final Path temporary;

    private Program(Process process, Path output, Path temporary) {
        this.process = process;
        this.output = output;
        this.temporary = temporary;
    }

    /** Starts it with this working directory, where its output goes, too. */
    public static Program start(Path directory, String... arguments) throws IOException {
        return start(directory, Map.of(), arguments);
    }

    /** The same with some variables of its environment replaced. */
    public static Program start(Path directory, Map<String, String> environment, String... arguments)
            throws IOException {
        return start(directory, List.of(), environment, arguments);
    }

    /** The same where {@code /dev/shm} has room for next to nothing; skips the test where such a place cannot be made. */
    public static Program startWithFullSharedMemory(Path directory, String... arguments)
            throws IOException, InterruptedException {
        List<String> mounted = List.of(
                "unshare",
                "--user",
                "--map-root-user",
                "--mount",
                "sh",
                "-c",
                "mount -t tmpfs -o size=16k tmpfs /dev/shm && exec \"$@\"",
                "sh");
        List<String> attempt = new ArrayList<>(mounted);
        attempt.add("true");
        assumeTrue(new ProcessBuilder(attempt).start().waitFor() == 0, "no mounts of one's own here");
        return start(directory, mounted, Map.of(), arguments);
    }

    private static Program start(
            Path directory, List<String> before, Map<String, String> environment, String... arguments)
            throws IOException {
        List<String> command = new ArrayList<>(before);
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(
                List.of("--enable-native-access=ALL-UNNAMED", "-Xmx128m", "-XX:+UseSerialGC", "-XX:-UsePerfData"));
        // What is killed cannot remove its files; JMH's have no name by which anybody else could.
        Path temporary = Files.createDirectories(directory.resolve("tmp"));
        command.add("-Djava.io.tmpdir=" + temporary.toAbsolutePath());
        // A test measures nothing, and may run beside another build.
        command.add("-Djmh.ignoreLock=true");
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), Main.class.getName()));
        command.addAll(List.of(arguments));
        Path output = Files.createTempFile(directory, "program", ".txt");
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(directory.toFile())
                .redirectErrorStream(true)
                .redirectOutput(Redirect.to(output.toFile()));
        builder.environment().putAll(environment);
        return new Program(builder.start(), output, temporary);
    }

    public Process process() {
        return process;
    }

    public int exitCode() throws InterruptedException {
        return process.waitFor();
    }

    public String output() throws IOException {
        return Files.readString(output);
    }

    /** Files of its run; the start of a run's id is its process id. */
    public List<Path> leftovers() {
        return Leftovers.files(process.pid() + "-", temporary);
    }

    /** Waits until a process that it started, or one of theirs, has this in its command line. */
    public ProcessHandle awaitDescendant(String inCommand) throws InterruptedException, IOException {
        while (true) {
            var found = process.descendants()
                    .filter(p -> commandLine(p).contains(inCommand))
                    .findFirst();
            if (found.isPresent()) {
                return found.get();
            }
            if (!process.isAlive()) {
                throw new IllegalStateException("no " + inCommand + ", but: " + output());
            }
            Thread.sleep(5);
        }
    }

    /** All of it: what {@link ProcessHandle.Info} has ends after 4,096 bytes, in the middle of a long class path. */
    private static String commandLine(ProcessHandle process) {
        try {
            Path file = Path.of("/proc", String.valueOf(process.pid()), "cmdline");
            return Files.readString(file, StandardCharsets.ISO_8859_1).replace('\0', ' ');
        } catch (IOException e) {
            // It has ended.
            return "";
        }
    }

    /** Waits until all these have ended. */
    public static void awaitEnd(List<ProcessHandle> processes) {
        processes.forEach(p -> p.onExit().join());
    }
}
