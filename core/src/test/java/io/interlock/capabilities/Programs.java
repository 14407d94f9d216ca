package io.interlock.capabilities;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** Starts programs for a test and kills them after it. Their output is in a directory of its own. */
final class Programs implements AfterEachCallback {

    private final Path directory = createDirectory();
    private final Queue<Program> started = new ConcurrentLinkedQueue<>();

    Program start(Path region, List<String> options, List<String> classPath, String... arguments) throws IOException {
        Program program = Program.start(directory, region, options, classPath, arguments);
        started.add(program);
        return program;
    }

    @Override
    public void afterEach(ExtensionContext context) throws IOException {
        started.forEach(Program::kill);
        try (Stream<Path> files = Files.list(directory)) {
            for (Path file : files.toList()) {
                Files.delete(file);
            }
        }
        Files.delete(directory);
    }

    private static Path createDirectory() {
        try {
            return Files.createTempDirectory("interlock-programs-");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
