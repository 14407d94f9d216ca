package io.interlock.benchmarks.lock;

/**
 * One lock under test, as one process sees it. A fork uses one implementation only, so that the compiler inlines these
 * calls as it would inline the lock's own.
 */
public interface LockDriver extends AutoCloseable {

    void lock();

    void unlock();

    /** Lets go of what the driver has open; whoever created the lock removes it. */
    @Override
    default void close() {}
}
