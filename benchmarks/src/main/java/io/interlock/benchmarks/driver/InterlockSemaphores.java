package io.interlock.benchmarks.driver;

import io.interlock.benchmarks.control.ControlLayout;
import io.interlock.sync.ShmSemaphore;
import java.nio.file.Path;

/** Two semaphores for each group: one for the way there, one for the way back. */
final class InterlockSemaphores implements HandOffDriver {

    private final TrialRegion region;
    private final ShmSemaphore[] there = new ShmSemaphore[ControlLayout.GROUPS];
    private final ShmSemaphore[] back = new ShmSemaphore[ControlLayout.GROUPS];

    InterlockSemaphores(Path file, boolean first) {
        region = new TrialRegion(file, first);
        for (int i = 0; i < there.length; i++) {
            there[i] = region.get().semaphore("there-" + i, 0);
            back[i] = region.get().semaphore("back-" + i, 0);
        }
    }

    @Override
    public void lead(int group) throws InterruptedException {
        there[group].release();
        back[group].acquire();
    }

    @Override
    public void follow(int group, Runnable received) throws InterruptedException {
        there[group].acquire();
        received.run();
        back[group].release();
    }

    @Override
    public void close() {
        region.close();
    }
}
