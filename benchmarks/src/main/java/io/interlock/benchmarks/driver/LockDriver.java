package io.interlock.benchmarks.driver;

/** Something that one at a time holds. */
public non-sealed interface LockDriver extends Driver {

    void lock();

    void unlock();
}
