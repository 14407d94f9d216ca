package io.interlock.benchmarks.trial;

import io.interlock.benchmarks.harness.control.ControlBlock;
import io.interlock.benchmarks.harness.control.Load;
import io.interlock.benchmarks.harness.control.Setting;
import io.interlock.benchmarks.harness.driver.Driver;
import io.interlock.benchmarks.peer.Peer;
import io.interlock.benchmarks.peer.TrialContext;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A primitive without workers. */
public final class Solo implements AutoCloseable {

    private final Path controlFile;
    private final TrialContext context;
    private final Driver driver;

    private Solo(Path controlFile, TrialContext context, Driver driver) {
        this.controlFile = controlFile;
        this.context = context;
        this.driver = driver;
    }

    public static Solo open(Peer peer) {
        ForkScope fork = ForkScope.current();
        Path controlFile = fork.files().shared(fork.nextTrial());
        return fork.make(() -> {
            ControlBlock control = ControlBlock.create(controlFile, 1, Setting.loop(Load.EMPTY));
            TrialContext context = new TrialContext(control, controlFile, 0);
            return new Solo(controlFile, context, peer.library().open(peer, context));
        });
    }

    public Driver driver() {
        return driver;
    }

    @Override
    public void close() {
        context.close();
        try {
            Files.deleteIfExists(controlFile);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
