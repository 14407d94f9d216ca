package io.interlock.benchmarks.driver;

import io.interlock.sync.OnOwnerDeath;
import io.interlock.sync.ShmReadWriteLock;
import java.nio.file.Path;

final class InterlockReadWriteLock implements ReadWriteDriver {

    private final TrialRegion region;
    private final ShmReadWriteLock.ReadLock reader;
    private final ShmReadWriteLock.WriteLock writer;

    InterlockReadWriteLock(Path file, boolean first) {
        region = new TrialRegion(file, first);
        ShmReadWriteLock lock = region.get().readWriteLock("lock", OnOwnerDeath.HAND_OVER);
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

    @Override
    public void close() {
        region.close();
    }
}
