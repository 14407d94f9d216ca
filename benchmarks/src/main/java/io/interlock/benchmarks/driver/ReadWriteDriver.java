package io.interlock.benchmarks.driver;

/** A lock that several hold to read, or one to write. */
public interface ReadWriteDriver extends LockDriver {

    void lockRead();

    void unlockRead();
}
