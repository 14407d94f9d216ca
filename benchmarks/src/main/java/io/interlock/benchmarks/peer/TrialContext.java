package io.interlock.benchmarks.peer;

import io.interlock.benchmarks.harness.control.ControlBlock;
import io.interlock.benchmarks.harness.control.Shape;
import io.interlock.benchmarks.harness.driver.Driver;
import io.interlock.benchmarks.harness.driver.MapDriver;
import io.interlock.benchmarks.harness.driver.MessageHandOff;
import io.interlock.benchmarks.harness.driver.Messenger;
import io.interlock.benchmarks.harness.driver.StreamDriver;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/** What a process opens a primitive for, and all that it has open: closing this closes it, the last first. */
public final class TrialContext implements AutoCloseable {

    private final ControlBlock control;
    private final Path controlFile;
    private final int worker;
    private final Deque<AutoCloseable> owned = new ArrayDeque<>();

    /** @param worker who opens the primitive; the first creates it. Threads of one process share what the first has opened */
    public TrialContext(ControlBlock control, Path controlFile, int worker) {
        this.control = control;
        this.controlFile = controlFile;
        this.worker = worker;
    }

    public ControlBlock control() {
        return control;
    }

    /** Whether this process creates what all share. */
    public boolean isFirst() {
        return worker == 0;
    }

    public int workers() {
        return control.workers().size();
    }

    /** Whether workers operate each for itself, and do not hand over to each other. */
    public boolean isLoop() {
        return control.shape() == Shape.LOOP;
    }

    /** A file of the primitive: the harness removes it with all others of the trial. */
    public Path file(String name) {
        return controlFile.resolveSibling(controlFile.getFileName() + "-" + name);
    }

    /** Has the harness close it. */
    public <T extends AutoCloseable> T owned(T resource) {
        owned.push(resource);
        return resource;
    }

    /** How many lanes there are, of messages. */
    public int lanes() {
        return control.shape() == Shape.PAIRS ? MessageHandOff.LANES : 1;
    }

    /** Whether each lane has one producer alone. */
    public boolean hasOneProducer() {
        return control.shape() != Shape.STREAM || workers() == 2;
    }

    /** Whether every worker has a processor of its own, so that waiting threads may spin. */
    public boolean maySpin() {
        return workers() <= Runtime.getRuntime().availableProcessors();
    }

    /** What workers do with messages. */
    public Driver messages(Peer peer, Messenger messenger) {
        if (control.shape() != Shape.PAIRS) {
            return new StreamDriver(messenger);
        }
        List<Integer> here = new ArrayList<>();
        for (int i = 0; i < workers(); i++) {
            if (i == worker || peer.host() == Peer.Host.THREADS) {
                here.add(i);
            }
        }
        return new MessageHandOff(messenger, control.shape(), here);
    }

    /** What workers do with a map: the first fills it. */
    public <T extends MapDriver> T filled(T map) {
        if (isFirst()) {
            map.fill(MapDriver.KEYS);
        }
        return map;
    }

    @Override
    public void close() {
        while (!owned.isEmpty()) {
            try {
                owned.pop().close();
            } catch (RuntimeException e) {
                throw e;
            } catch (Exception e) {
                throw new IllegalStateException("cannot close what this process has open", e);
            }
        }
    }
}
