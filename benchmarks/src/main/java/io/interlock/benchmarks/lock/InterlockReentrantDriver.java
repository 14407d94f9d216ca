package io.interlock.benchmarks.lock;

import io.interlock.OpenMode;
import io.interlock.Region;
import io.interlock.sync.OnOwnerDeath;
import io.interlock.sync.ShmReentrantLock;
import java.nio.file.Path;

/** Its reentrant lock; a class of its own, so that the compiler sees through each. */
final class InterlockReentrantDriver implements LockDriver {

    private static final long CAPACITY_BYTES = 1 << 20;

    private final Region region;
    private final ShmReentrantLock lock;
    private final boolean first;

    InterlockReentrantDriver(Path file, boolean first) {
        this.first = first;
        this.region = Region.builder(file)
                .mode(first ? OpenMode.CREATE : OpenMode.OPEN)
                .capacity(CAPACITY_BYTES)
                .open();
        // As a robust mutex with pthread_mutex_consistent does; the choice is off the path of a lock that nobody left.
        this.lock = region.reentrantLock("lock", OnOwnerDeath.HAND_OVER);
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
        if (first) {
            region.unlink();
        }
        region.close();
    }
}
