package io.interlock.benchmarks.harness.driver;

import io.interlock.benchmarks.harness.control.ControlLayout;
import java.util.Arrays;
import java.util.function.Function;

/** Two signals for each group: one for the way there, one for the way back. */
public final class SignalHandOff implements HandOffDriver {

    /** Wakes one that waits, or the next that comes to wait: a semaphore, or an event that its waiter clears. */
    public interface Signal {
        void send();

        void await() throws InterruptedException;
    }

    private final Signal[] there = new Signal[ControlLayout.GROUPS];
    private final Signal[] back = new Signal[ControlLayout.GROUPS];

    /** @param signals the signal of each name */
    public SignalHandOff(Function<String, Signal> signals) {
        Arrays.setAll(there, i -> signals.apply("there-" + i));
        Arrays.setAll(back, i -> signals.apply("back-" + i));
    }

    @Override
    public void lead(int group) throws InterruptedException {
        there[group].send();
        back[group].await();
    }

    @Override
    public void follow(int group, Runnable received) throws InterruptedException {
        there[group].await();
        received.run();
        back[group].send();
    }
}
