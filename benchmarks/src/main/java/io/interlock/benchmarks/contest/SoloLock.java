package io.interlock.benchmarks.contest;

import io.interlock.benchmarks.control.ControlBlock;
import io.interlock.benchmarks.control.Load;
import io.interlock.benchmarks.lock.Implementation;
import io.interlock.benchmarks.lock.LockDriver;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A lock without contenders. */
public final class SoloLock implements AutoCloseable {

    private final Path controlFile;
    private final LockDriver driver;

    private SoloLock(Path controlFile, LockDriver driver) {
        this.controlFile = controlFile;
        this.driver = driver;
    }

    public static SoloLock open(Implementation implementation) {
        Fork fork = Fork.current();
        Path controlFile = fork.files().shared(fork.nextTrial());
        return fork.make(() -> {
            ControlBlock control = ControlBlock.create(controlFile, 1, Load.EMPTY);
            return new SoloLock(controlFile, implementation.open(control, controlFile, true));
        });
    }

    public LockDriver driver() {
        return driver;
    }

    @Override
    public void close() {
        driver.close();
        try {
            Files.deleteIfExists(controlFile);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
