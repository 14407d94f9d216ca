package io.interlock.benchmarks.harness.driver;

import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReadWriteLock;

/** A lock that several hold to read, or one to write. */
public interface ReadWriteDriver extends LockDriver {

    void lockRead();

    void unlockRead();

    /** Any lock of Java's kind. */
    static ReadWriteDriver of(ReadWriteLock lock) {
        return new OfLocks(lock.readLock(), lock.writeLock());
    }

    /** Drives the two locks of a {@link ReadWriteLock}. */
    record OfLocks(Lock reader, Lock writer) implements ReadWriteDriver {
        @Override
        public void lock() {
            writer.lock();
        }

        @Override
        public void unlock() {
            writer.unlock();
        }

        @Override
        public void lockRead() {
            reader.lock();
        }

        @Override
        public void unlockRead() {
            reader.unlock();
        }
    }
}
