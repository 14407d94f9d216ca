package io.interlock.benchmarks.driver;

import io.interlock.sync.OnOwnerDeath;
import io.interlock.sync.ShmReentrantLock;
import java.nio.file.Path;

final class InterlockReentrantLock implements LockDriver {

    private final TrialRegion region;
    private final ShmReentrantLock lock;

    InterlockReentrantLock(Path file, boolean first) {
        region = new TrialRegion(file, first);
        // As a robust mutex with pthread_mutex_consistent does.
        lock = region.get().reentrantLock("lock", OnOwnerDeath.HAND_OVER);
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
