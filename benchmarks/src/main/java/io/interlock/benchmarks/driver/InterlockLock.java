package io.interlock.benchmarks.driver;

import io.interlock.sync.OnOwnerDeath;
import io.interlock.sync.ShmLock;
import java.nio.file.Path;

/** The lock that this project began with. */
final class InterlockLock implements LockDriver {

    private final TrialRegion region;
    private final ShmLock lock;

    InterlockLock(Path file, boolean first) {
        region = new TrialRegion(file, first);
        // As a robust mutex with pthread_mutex_consistent does; the choice is off the path of a lock that nobody left.
        lock = region.get().lock("lock", OnOwnerDeath.HAND_OVER);
    }

    @Override
    public void lock() {
        lock.lock();
    }

    @Override
    public void unlock() {
        lock.unlock();
    }

    @Override
    public void close() {
        region.close();
    }
}
