package io.interlock.benchmarks.driver;

import io.interlock.sync.ShmSemaphore;
import java.nio.file.Path;

/** A semaphore of one permit, as a lock. */
final class InterlockPermit implements LockDriver {

    private final TrialRegion region;
    private final ShmSemaphore semaphore;

    InterlockPermit(Path file, boolean first) {
        region = new TrialRegion(file, first);
        semaphore = region.get().semaphore("semaphore", 1);
    }

    @Override
    public void lock() {
        semaphore.acquireUninterruptibly();
    }

    @Override
    public void unlock() {
        semaphore.release();
    }

    @Override
    public void close() {
        region.close();
    }
}
