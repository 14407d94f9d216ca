package io.interlock.benchmarks.driver;

import io.interlock.sync.OnHolderDeath;
import io.interlock.sync.ShmBoundedSemaphore;
import java.nio.file.Path;

/** A bounded semaphore of one permit that returns when its holder dies. */
final class InterlockReturningPermit implements LockDriver {

    private final TrialRegion region;
    private final ShmBoundedSemaphore semaphore;

    InterlockReturningPermit(Path file, boolean first) {
        region = new TrialRegion(file, first);
        semaphore = region.get().boundedSemaphore("semaphore", 1, OnHolderDeath.RETURN);
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
