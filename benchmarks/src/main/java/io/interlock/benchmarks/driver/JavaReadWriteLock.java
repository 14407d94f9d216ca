package io.interlock.benchmarks.driver;

import java.util.concurrent.locks.ReentrantReadWriteLock;

/** {@code java.util.concurrent}'s, not fair as it comes, among threads of one process. */
final class JavaReadWriteLock implements ReadWriteDriver {

    private final ReentrantReadWriteLock.ReadLock reader;
    private final ReentrantReadWriteLock.WriteLock writer;

    JavaReadWriteLock() {
        ReentrantReadWriteLock lock = new ReentrantReadWriteLock();
        reader = lock.readLock();
        writer = lock.writeLock();
    }

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
