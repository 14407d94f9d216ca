package io.interlock.benchmarks.driver;

import io.interlock.benchmarks.control.ControlBlock;
import io.interlock.benchmarks.control.ControlLayout;
import io.interlock.benchmarks.control.GroupBlock;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/** As {@link InterlockConditions}, among threads of one process. */
final class JavaConditions implements HandOffDriver {

    private static final long LEADER = 0;
    private static final long FOLLOWER = 1;

    private final List<GroupBlock> groups;
    private final ReentrantLock[] locks = new ReentrantLock[ControlLayout.GROUPS];
    private final Condition[] turned = new Condition[ControlLayout.GROUPS];

    JavaConditions(ControlBlock control) {
        groups = control.groups();
        Arrays.setAll(locks, i -> new ReentrantLock());
        Arrays.setAll(turned, i -> locks[i].newCondition());
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
}
