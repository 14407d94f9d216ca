package io.interlock.benchmarks.contest;

import io.interlock.benchmarks.control.ControlBlock;
import io.interlock.benchmarks.control.Setting;
import io.interlock.benchmarks.driver.Driver;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Trials of what tests bring along. */
final class Trials {

    private Trials() {}

    /** Contenders that are threads of this process, each with its own driver; nothing of it is seen in a directory. */
    static Contest start(Setting setting, Driver... drivers) {
        Path file = Fork.current().files().shared("test");
        ControlBlock control = ControlBlock.create(file, drivers.length, setting);
        try {
            Files.delete(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        List<Participant> participants = new ArrayList<>();
        for (int i = 0; i < drivers.length; i++) {
            participants.add(ThreadParticipant.start(control, i, drivers[i]));
        }
        Contest contest = new Contest(control, participants, () -> {});
        contest.awaitReady(0);
        return contest;
    }
}
