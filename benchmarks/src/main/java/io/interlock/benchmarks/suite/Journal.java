package io.interlock.benchmarks.suite;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.ObjectInputFilter;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/**
 * What a run has finished so far, one file a fork, so that after an interruption the same command goes on from there. A change of the
 * code, the JVM or the machine meanwhile begins anew.
 */
final class Journal {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String RUN = "run.json";
    private static final String ENDING = ".fork";

    /** The files are this program's own; whatever else lies there is no result. */
    private static final ObjectInputFilter OWN_CLASSES = ObjectInputFilter.Config.createFilter(
            "io.interlock.benchmarks.**;org.openjdk.jmh.**;org.HdrHistogram.**;java.base/*;!*");

    private final Path directory;
    private final RunStart start;
    private final Map<String, ForkResult> finished = new ConcurrentHashMap<>();

    private Journal(Path directory, RunStart start) {
        this.directory = directory;
        this.start = start;
    }

    /**
     * Goes on with an earlier run if there is one of the same key, else begins a new one.
     *
     * @param key whatever two halves of one run must have in common
     */
    static Journal resume(Path directory, String key, RunStart now) throws IOException {
        Path run = directory.resolve(RUN);
        if (Files.exists(run)) {
            var earlier = JSON.readTree(run.toFile());
            if (earlier.path("key").asText().equals(key)) {
                Journal journal = new Journal(
                        directory,
                        new RunStart(
                                Instant.parse(earlier.path("startedAt").asText()),
                                earlier.path("loadBefore").asDouble()));
                journal.load();
                return journal;
            }
            System.err.println("the unfinished run in " + directory + " was another (\n"
                    + earlier.path("key").asText().indent(2) + "): beginning anew");
        }
        return begin(directory, key, now);
    }

    /** Forgets any earlier run. */
    static Journal begin(Path directory, String key, RunStart now) throws IOException {
        remove(directory);
        Files.createDirectories(directory);
        ObjectNode run = JSON.createObjectNode();
        run.put("key", key);
        run.put("startedAt", now.at().toString());
        run.put("loadBefore", now.load());
        JSON.writeValue(directory.resolve(RUN).toFile(), run);
        return new Journal(directory, now);
    }

    /** When the run began, maybe in an earlier process. */
    RunStart start() {
        return start;
    }

    /** How many forks have their result. */
    int count() {
        return finished.size();
    }

    Optional<ForkResult> find(PlannedFork fork, int round) {
        return Optional.ofNullable(finished.get(name(fork, round)));
    }

    /** Keeps the result, in the place of one of the same fork and round. */
    void add(ForkResult result) {
        Path file = directory.resolve(name(result.fork(), result.round()) + ENDING);
        Path partial = directory.resolve("partial");
        try {
            try (ObjectOutputStream out = new ObjectOutputStream(Files.newOutputStream(partial))) {
                out.writeObject(result);
            }
            Files.move(partial, file, StandardCopyOption.ATOMIC_MOVE);
            finished.put(name(result.fork(), result.round()), result);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot keep a result in " + file, e);
        }
    }

    /** When all is written elsewhere. */
    void remove() throws IOException {
        remove(directory);
    }

    private void load() throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            for (Path file : files.filter(f -> f.toString().endsWith(ENDING)).toList()) {
                ForkResult result = read(file);
                finished.put(name(result.fork(), result.round()), result);
            }
        }
    }

    private static ForkResult read(Path file) throws IOException {
        try (ObjectInputStream in = new ObjectInputStream(new BufferedInputStream(Files.newInputStream(file)))) {
            in.setObjectInputFilter(OWN_CLASSES);
            return (ForkResult) in.readObject();
        } catch (ClassNotFoundException | IOException | ClassCastException e) {
            throw new IOException(file + " is no result of this program; remove it", e);
        }
    }

    private static String name(PlannedFork fork, int round) {
        return round + "," + fork.name();
    }

    private static void remove(Path directory) throws IOException {
        if (Files.isDirectory(directory)) {
            List<Path> all;
            try (Stream<Path> files = Files.list(directory)) {
                all = files.toList();
            }
            for (Path file : all) {
                Files.delete(file);
            }
            Files.delete(directory);
        }
    }
}
