package io.interlock.benchmarks.driver;

import io.interlock.benchmarks.control.ControlLayout;
import io.interlock.sync.ShmEvent;
import java.nio.file.Path;

/** Two events for each group: one for the way there, one for the way back. Whoever has waited for one clears it. */
final class InterlockEvents implements HandOffDriver {

    private final TrialRegion region;
    private final ShmEvent[] there = new ShmEvent[ControlLayout.GROUPS];
    private final ShmEvent[] back = new ShmEvent[ControlLayout.GROUPS];

    InterlockEvents(Path file, boolean first) {
        region = new TrialRegion(file, first);
        for (int i = 0; i < there.length; i++) {
            there[i] = region.get().event("there-" + i);
            back[i] = region.get().event("back-" + i);
        }
    }

    @Override
    public void lead(int group) throws InterruptedException {
        there[group].set();
        back[group].await();
        back[group].clear();
    }

    @Override
    public void follow(int group, Runnable received) throws InterruptedException {
        there[group].await();
        there[group].clear();
        received.run();
        back[group].set();
    }

    @Override
    public void close() {
        region.close();
    }
}
