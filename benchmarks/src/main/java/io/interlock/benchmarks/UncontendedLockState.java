package io.interlock.benchmarks;

import io.interlock.benchmarks.driver.Driver;
import io.interlock.benchmarks.driver.LockDriver;

/** A lock, or a permit, that one thread has for itself. */
@SuppressWarnings("NullAway.Init") // JMH calls open() first.
public abstract class UncontendedLockState extends UncontendedState {

    private LockDriver lock;

    @Override
    void use(Driver driver) {
        lock = (LockDriver) driver;
    }

    void lockAndUnlock() {
        lock.lock();
        lock.unlock();
    }
}
