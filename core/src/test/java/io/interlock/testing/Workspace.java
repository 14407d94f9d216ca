package io.interlock.testing;

import static org.assertj.core.api.Assertions.assertThat;

import io.interlock.OpenMode;
import io.interlock.Region;
import io.interlock.process.JvmProcess;
import io.interlock.process.SerializableRunnable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * A directory for one test's region files, where regions are kept by default. After the test it ends the children, closes
 * the regions, and checks that there is no file which the test has not named.
 */
public final class Workspace implements AfterEachCallback {

    /** Children live for a second or less: what a JVM prepares for a long life only costs time. */
    private static final List<String> QUICK_START =
            List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-XX:-UsePerfData");

    private static final long CAPACITY_BYTES = 1 << 20;

    private final Path directory = createDirectory();
    private final Set<String> named = new HashSet<>();
    private final Queue<Region> regions = new ConcurrentLinkedQueue<>();
    private final Queue<JvmProcess> children = new ConcurrentLinkedQueue<>();

    public Path directory() {
        return directory;
    }

    /** A file that the test may leave here. */
    public Path path(String name) {
        named.add(name);
        return directory.resolve(name);
    }

    /** The test's main region file. */
    public Path path() {
        return path("region");
    }

    /** Opens the test's main region, or creates it. */
    public Region open() {
        return open(path());
    }

    public Region open(Path path) {
        return keep(Region.builder(path).capacity(CAPACITY_BYTES).open());
    }

    /** For a child: attaches to a region that its parent has created. */
    public static Region attach(String path) {
        return Region.builder(Path.of(path)).mode(OpenMode.OPEN).open();
    }

    /** Closes the region after the test. */
    public Region keep(Region region) {
        regions.add(region);
        return region;
    }

    /** Starts a child that does not outlive the test. */
    public JvmProcess start(SerializableRunnable task, String... jvmOptions) {
        return keep(JvmProcess.start(
                task, Stream.concat(QUICK_START.stream(), Stream.of(jvmOptions)).toArray(String[]::new)));
    }

    /** Kills the child after the test. */
    public JvmProcess keep(JvmProcess child) {
        children.add(child);
        return child;
    }

    /** Kills a child and returns when it is dead. */
    public static void kill(JvmProcess child) {
        child.kill();
        Await.until("the child is dead", () -> !child.isAlive());
    }

    public List<String> fileNames() {
        try (Stream<Path> files = Files.list(directory)) {
            return files.map(file -> file.getFileName().toString()).sorted().collect(Collectors.toList());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void afterEach(ExtensionContext context) throws IOException {
        children.forEach(Workspace::kill);
        regions.forEach(Region::close);
        List<String> left = fileNames();
        for (String name : left) {
            Files.deleteIfExists(directory.resolve(name));
        }
        Files.delete(directory);
        assertThat(named).as("files that may be left").containsAll(left);
    }

    private static Path createDirectory() {
        try {
            Path shared = Path.of("/dev/shm");
            return Files.isWritable(shared)
                    ? Files.createTempDirectory(shared, "interlock-test-")
                    : Files.createTempDirectory("interlock-test-");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
