package io.interlock.benchmarks.driver;

import io.interlock.benchmarks.control.ControlLayout;
import java.util.Arrays;
import java.util.concurrent.Semaphore;

/** As {@link InterlockSemaphores}, among threads of one process. */
final class JavaSemaphores implements HandOffDriver {

    private final Semaphore[] there = new Semaphore[ControlLayout.GROUPS];
    private final Semaphore[] back = new Semaphore[ControlLayout.GROUPS];

    JavaSemaphores() {
        Arrays.setAll(there, i -> new Semaphore(0));
        Arrays.setAll(back, i -> new Semaphore(0));
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
}
