package io.interlock.benchmarks;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** What a run may have left behind. */
public final class Leftovers {

    private Leftovers() {}

    /** Files whose names start as those of this run. */
    public static List<Path> files(String runId) {
        return files(runId, Path.of(System.getProperty("java.io.tmpdir")));
    }

    /** The same for a process whose temporary files are elsewhere. */
    static List<Path> files(String runId, Path temporary) {
        List<Path> found = new ArrayList<>();
        for (Path directory : List.of(Path.of("/dev/shm"), temporary)) {
            if (Files.isDirectory(directory)) {
                try (Stream<Path> files = Files.list(directory)) {
                    files.filter(f -> f.getFileName().toString().startsWith("interlock-bench-" + runId))
                            .forEach(found::add);
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            }
        }
        return found;
    }

    /** Waits until this process has no children; the caller's watchdog limits that. */
    public static void awaitNoChildren() {
        ProcessHandle.current().descendants().forEach(child -> child.onExit().join());
    }
}
