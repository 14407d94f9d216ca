package io.interlock.benchmarks.driver;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/** {@code FileChannel.lock}: what a Java program has today. It belongs to the process, so one thread each. */
final class FileChannelLock implements LockDriver {

    private final FileChannel file;
    private @Nullable FileLock held;

    FileChannelLock(Path path) {
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
