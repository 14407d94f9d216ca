package io.interlock.benchmarks.driver;

import io.interlock.benchmarks.control.ControlBlock;
import io.interlock.benchmarks.control.ControlLayout;
import io.interlock.benchmarks.control.GroupBlock;
import io.interlock.sync.ShmCondition;
import io.interlock.sync.ShmLock;
import java.nio.file.Path;
import java.util.List;

/** A lock with a condition for each group; whose turn it is stands in the control block. */
final class InterlockConditions implements HandOffDriver {

    private static final long LEADER = 0;
    private static final long FOLLOWER = 1;

    private final TrialRegion region;
    private final List<GroupBlock> groups;
    private final ShmLock[] locks = new ShmLock[ControlLayout.GROUPS];
    private final ShmCondition[] turned = new ShmCondition[ControlLayout.GROUPS];

    InterlockConditions(Path file, boolean first, ControlBlock control) {
        groups = control.groups();
        region = new TrialRegion(file, first);
        for (int i = 0; i < locks.length; i++) {
            locks[i] = region.get().lock("lock-" + i);
            turned[i] = locks[i].condition("turned-" + i);
        }
    }

    @Override
    public void lead(int group) throws InterruptedException {
        GroupBlock shared = groups.get(group);
        locks[group].lock();
        try {
            shared.turn(FOLLOWER);
            turned[group].signal();
            while (shared.turn() != LEADER) {
                turned[group].await();
            }
        } finally {
            locks[group].unlock();
        }
    }

    @Override
    public void follow(int group, Runnable received) throws InterruptedException {
        GroupBlock shared = groups.get(group);
        locks[group].lock();
        try {
            while (shared.turn() != FOLLOWER) {
                turned[group].await();
            }
            received.run();
            shared.turn(LEADER);
            turned[group].signal();
        } finally {
            locks[group].unlock();
        }
    }

    @Override
    public void close() {
        region.close();
    }
}
