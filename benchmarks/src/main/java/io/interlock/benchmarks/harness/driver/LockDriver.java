package io.interlock.benchmarks.harness.driver;

import java.util.concurrent.locks.Lock;

/** Something that one at a time holds. */
public non-sealed interface LockDriver extends Driver {

    void lock();

    void unlock();

    /** Any lock of Java's kind. */
    static LockDriver of(Lock lock) {
        return new OfLock(lock);
    }

    /** Permits, or whatever else is taken and given back by two calls. */
    static LockDriver of(Runnable take, Runnable giveBack) {
        return new OfCalls(take, giveBack);
    }

    /** Drives a {@link Lock}. */
    record OfLock(Lock driven) implements LockDriver {
        @Override
        public void lock() {
            driven.lock();
        }

        @Override
        public void unlock() {
            driven.unlock();
        }
    }

    /** Drives two calls. */
    record OfCalls(Runnable take, Runnable giveBack) implements LockDriver {
        @Override
        public void lock() {
            take.run();
        }

        @Override
        public void unlock() {
            giveBack.run();
        }
    }
}
