package io.interlock.benchmarks.driver;

import java.util.concurrent.locks.ReentrantLock;

/** {@code java.util.concurrent}'s lock, not fair as it comes, among threads of one process. */
final class JavaLock implements LockDriver {

    private final ReentrantLock lock = new ReentrantLock();

    @Override
    public void lock() {
        lock.lock();
    }

    @Override
    public void unlock() {
        lock.unlock();
    }
}
