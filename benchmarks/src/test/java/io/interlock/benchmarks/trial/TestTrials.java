package io.interlock.benchmarks.trial;

import io.interlock.benchmarks.harness.control.ControlBlock;
import io.interlock.benchmarks.harness.control.Setting;
import io.interlock.benchmarks.harness.driver.Driver;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** TestTrials of what tests bring along. */
final class TestTrials {

    private TestTrials() {}

    /** Workers that are threads of this process, each with its own driver; nothing of it is seen in a directory. */
    static Trial start(Setting setting, Driver... drivers) {
        Path file = ForkScope.current().files().shared("test");
        ControlBlock control = ControlBlock.create(file, drivers.length, setting);
        try {
            Files.delete(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        List<WorkerHost> hosts = new ArrayList<>();
        for (int i = 0; i < drivers.length; i++) {
            hosts.add(WorkerThread.start(control, i, drivers[i]));
        }
        Trial trial = new Trial(control, hosts, () -> {});
        trial.awaitReady(0);
        return trial;
    }
}
