package io.interlock.benchmarks.harness.driver;

import io.interlock.benchmarks.harness.control.ControlBlock;
import io.interlock.benchmarks.harness.control.ControlLayout;
import io.interlock.benchmarks.harness.control.GroupBlock;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.Lock;
import java.util.function.IntFunction;

/** A lock with a condition for each group; whose turn it is stands in the control block. */
public final class ConditionHandOff implements HandOffDriver {

    private static final long LEADER = 0;
    private static final long FOLLOWER = 1;

    /** A lock, and a condition of it. */
    public record Monitor(Lock lock, Condition turned) {}

    private final List<GroupBlock> groups;
    private final Monitor[] monitors = new Monitor[ControlLayout.GROUPS];

    /** @param monitors the one of each group */
    public ConditionHandOff(ControlBlock control, IntFunction<Monitor> monitors) {
        this.groups = control.groups();
        Arrays.setAll(this.monitors, monitors);
    }

    @Override
    public void lead(int group) throws InterruptedException {
        GroupBlock shared = groups.get(group);
        Monitor monitor = monitors[group];
        monitor.lock.lock();
        try {
            shared.turn(FOLLOWER);
            monitor.turned.signal();
            while (shared.turn() != LEADER) {
                monitor.turned.await();
            }
        } finally {
            monitor.lock.unlock();
        }
    }

    @Override
    public void follow(int group, Runnable received) throws InterruptedException {
        GroupBlock shared = groups.get(group);
        Monitor monitor = monitors[group];
        monitor.lock.lock();
        try {
            while (shared.turn() != FOLLOWER) {
                monitor.turned.await();
            }
            received.run();
            shared.turn(LEADER);
            monitor.turned.signal();
        } finally {
            monitor.lock.unlock();
        }
    }
}
