package io.interlock.benchmarks.harness;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * Names of all files that a run makes outside of its results: each starts with {@code interlock-bench-} and the run's id,
 * so that one sweep removes whatever is left, whichever process was killed.
 */
public final class RunFiles {

    private static final Path SHARED_MEMORY = Path.of("/dev/shm");

    private final String prefix;

    /** Names of the files of this run; the id is the same in all its processes. */
    public RunFiles(String runId) {
        this.prefix = "interlock-bench-" + runId + "-";
    }

    public static String newRunId() {
        return ProcessHandle.current().pid() + "-"
                + UUID.randomUUID().toString().substring(0, 8);
    }

    /** A file for mapping, in memory where the system has such a place. */
    public Path shared(String name) {
        return sharedDirectory().resolve(prefix + name);
    }

    /** A file for anything else. */
    public Path temporary(String name) {
        return temporaryDirectory().resolve(prefix + name);
    }

    /** Removes every file of the run whose name starts like this; the empty string means all. */
    public void sweep(String name) {
        sweep(sharedDirectory(), prefix + name);
        sweep(temporaryDirectory(), prefix + name);
    }

    private static Path sharedDirectory() {
        return Files.isWritable(SHARED_MEMORY) ? SHARED_MEMORY : temporaryDirectory();
    }

    private static Path temporaryDirectory() {
        return Path.of(System.getProperty("java.io.tmpdir"));
    }

    private static void sweep(Path directory, String start) {
        try (DirectoryStream<Path> files = Files.newDirectoryStream(directory, start + "*")) {
            for (Path file : files) {
                remove(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot remove files of this run from " + directory, e);
        }
    }

    private static void remove(Path file) throws IOException {
        if (Files.isDirectory(file, LinkOption.NOFOLLOW_LINKS)) {
            try (Stream<Path> inside = Files.list(file)) {
                for (Path each : inside.toList()) {
                    remove(each);
                }
            }
        }
        Files.deleteIfExists(file);
    }
}
