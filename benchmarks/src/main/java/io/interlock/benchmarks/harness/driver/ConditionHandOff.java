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
    public record Guard(Lock lock, Condition turned) {}

    private final List<GroupBlock> groups;
    private final Guard[] guards = new Guard[ControlLayout.GROUPS];

    /** @param guards the one of each group */
    public ConditionHandOff(ControlBlock control, IntFunction<Guard> guards) {
        this.groups = control.groups();
        Arrays.setAll(this.guards, guards);
    }

    @Override
    public void lead(int group) throws InterruptedException {
        GroupBlock shared = groups.get(group);
        Guard guard = guards[group];
        guard.lock.lock();
        try {
            shared.turn(FOLLOWER);
            guard.turned.signal();
            while (shared.turn() != LEADER) {
                guard.turned.await();
            }
        } finally {
            guard.lock.unlock();
        }
    }

    @Override
    public void follow(int group, Runnable received) throws InterruptedException {
        GroupBlock shared = groups.get(group);
        Guard guard = guards[group];
        guard.lock.lock();
        try {
            while (shared.turn() != FOLLOWER) {
                guard.turned.await();
            }
            received.run();
            shared.turn(LEADER);
            guard.turned.signal();
        } finally {
            guard.lock.unlock();
        }
    }
}
