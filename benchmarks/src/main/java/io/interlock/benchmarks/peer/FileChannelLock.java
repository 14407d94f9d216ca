package io.interlock.benchmarks.peer;

import io.interlock.benchmarks.harness.driver.Driver;
import io.interlock.benchmarks.harness.driver.LockDriver;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** {@code FileChannel.lock}. */
final class FileChannelLock extends Library {

    @Override
    public List<Peer> peers() {
        return List.of(jvms(PrimitiveKind.LOCK, "file-channel"));
    }

    @Override
    public Driver open(Peer peer, TrialContext trial) {
        return trial.owned(new Held(trial.file("lock")));
    }

    /** {@code FileChannel.lock}: what a Java program has today. It belongs to the process, so one thread each. */
    private static final class Held implements LockDriver, AutoCloseable {

        private final FileChannel file;
        private @Nullable FileLock held;

        Held(Path path) {
            try {
                file = FileChannel.open(path, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        @Override
        public void lock() {
            try {
                held = file.lock();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        @Override
        public void unlock() {
            if (held == null) {
                throw new IllegalMonitorStateException("not held");
            }
            try {
                held.release();
                held = null;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        @Override
        public void close() {
            try {
                file.close();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
