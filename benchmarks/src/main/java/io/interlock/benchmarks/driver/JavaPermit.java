package io.interlock.benchmarks.driver;

import java.util.concurrent.Semaphore;

/** {@code java.util.concurrent}'s semaphore, not fair as it comes, of one permit, among threads of one process. */
final class JavaPermit implements LockDriver {

    private final Semaphore semaphore = new Semaphore(1);

    @Override
    public void lock() {
        semaphore.acquireUninterruptibly();
    }

    @Override
    public void unlock() {
        semaphore.release();
    }
}
