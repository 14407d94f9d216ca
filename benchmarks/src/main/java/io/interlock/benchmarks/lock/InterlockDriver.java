package io.interlock.benchmarks.lock;

import io.interlock.OpenMode;
import io.interlock.Region;
import io.interlock.sync.OnOwnerDeath;
import io.interlock.sync.ShmLock;
import java.nio.file.Path;

/** The lock that this project is about. */
final class InterlockDriver implements LockDriver {

    private static final long CAPACITY_BYTES = 1 << 20;

    private final Region region;
    private final ShmLock lock;
    private final boolean first;

    InterlockDriver(Path file, boolean first) {
        this.first = first;
        this.region = Region.builder(file)
                .mode(first ? OpenMode.CREATE : OpenMode.OPEN)
                .capacity(CAPACITY_BYTES)
                .open();
        // As a robust mutex with pthread_mutex_consistent does; the choice is off the path of a lock that nobody left.
        this.lock = region.lock("lock", OnOwnerDeath.HAND_OVER);
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
