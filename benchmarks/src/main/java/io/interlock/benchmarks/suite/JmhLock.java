package io.interlock.benchmarks.suite;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/**
 * JMH's own lock, by which two of its runs refuse to disturb each other, held over all forks of the suite: JMH would let it
 * go between two of them. As with every JMH run the empty file stays. {@code -Djmh.ignoreLock=true} does without.
 */
final class JmhLock implements AutoCloseable {

    private static final String IGNORE = "jmh.ignoreLock";

    private final @Nullable FileChannel file;

    private JmhLock(@Nullable FileChannel file) {
        this.file = file;
    }

    /** Null where somebody else has it. */
    static @Nullable JmhLock tryAcquire() {
        if (Boolean.getBoolean(IGNORE)) {
            return new JmhLock(null);
        }
        Path path = Path.of(System.getProperty("java.io.tmpdir"), "jmh.lock");
        try {
            FileChannel file = FileChannel.open(path, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            if (isLocked(file)) {
                // JMH itself reads this when its runner is loaded, which is later.
                System.setProperty(IGNORE, "true");
                return new JmhLock(file);
            }
            file.close();
            return null;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot take JMH's lock " + path, e);
        }
    }

    private static boolean isLocked(FileChannel file) throws IOException {
        try {
            FileLock lock = file.tryLock();
            return lock != null;
        } catch (OverlappingFileLockException e) {
            return false;
        }
    }

    @Override
    public void close() {
        try {
            if (file != null) {
                file.close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
