package io.interlock.benchmarks.contest;

import io.interlock.benchmarks.control.ControlBlock;
import io.interlock.benchmarks.control.Load;
import io.interlock.benchmarks.control.Setting;
import io.interlock.benchmarks.driver.Driver;
import io.interlock.benchmarks.driver.Drivers;
import io.interlock.benchmarks.driver.Implementation;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A primitive without contenders. */
public final class Solo implements AutoCloseable {

    private final Path controlFile;
    private final Driver driver;

    private Solo(Path controlFile, Driver driver) {
        this.controlFile = controlFile;
        this.driver = driver;
    }

    public static Solo open(Implementation implementation) {
        Fork fork = Fork.current();
        Path controlFile = fork.files().shared(fork.nextTrial());
        return fork.make(() -> {
            ControlBlock control = ControlBlock.create(controlFile, 1, Setting.loop(Load.EMPTY));
            return new Solo(controlFile, Drivers.open(implementation, control, controlFile, 0));
        });
    }

    public Driver driver() {
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
