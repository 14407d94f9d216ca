package io.interlock.benchmarks.peer;

import io.interlock.benchmarks.harness.RunFiles;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.UUID;

/** The peers' sources, unpacked once a run into a directory of that run's name. */
final class PeerSources {

    private static final String DIRECTORY = "peers";

    private PeerSources() {}

    /** The unpacked file; unpacks it if nobody has. */
    static Path unpack(RunFiles files, String name) {
        Path target = directory(files).resolve(name);
        if (!Files.exists(target)) {
            try (InputStream source = PeerSources.class.getResourceAsStream(name)) {
                if (source == null) {
                    throw new FileNotFoundException("resource " + name);
                }
                Path partial = partial(target);
                Files.copy(source, partial);
                Files.move(partial, target, StandardCopyOption.ATOMIC_MOVE);
            } catch (IOException e) {
                throw new UncheckedIOException("cannot unpack " + name + " to " + target, e);
            }
        }
        return target;
    }

    static Path directory(RunFiles files) {
        Path directory = files.temporary(DIRECTORY);
        try {
            return Files.createDirectories(directory);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot create " + directory, e);
        }
    }

    /** Where to write what becomes visible, by a rename, only when it is whole. */
    static Path partial(Path target) {
        return target.resolveSibling(target.getFileName() + "-" + UUID.randomUUID());
    }
}
