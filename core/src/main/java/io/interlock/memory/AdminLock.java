package io.interlock.memory;

import io.interlock.RegionClosedException;
import io.interlock.RegionException;
import io.interlock.os.BufferAddress;
import io.interlock.os.RobustMutex;
import java.io.IOException;
import java.nio.channels.ClosedChannelException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/**
 * The lock behind which a region grows: directory, backed space, thread table. Held for microseconds, never while user
 * code runs, and taken over from the dead at once: each change under it becomes visible by one last store, so there is
 * nothing to repair.
 *
 * <p>It does not use the thread table, which grows under it.
 */
final class AdminLock {

    /** Behind the file's end, before the bytes of {@link FileLockLife}. */
    private static final long FILE_LOCK_BYTE = (1L << 40) - 1;

    private static final long FIRST_PAUSE_NS = TimeUnit.MICROSECONDS.toNanos(20);
    private static final long MAX_PAUSE_NS = TimeUnit.MILLISECONDS.toNanos(1);

    private final ReentrantLock inProcess = new ReentrantLock();
    private final Protocol protocol;
    private final String where;
    private final RegionLocks locks;
    private final long mutex;

    /**
     * @param where the beginning of every message about the region
     * @param mutex the address of the header's mutex; unused in the portable protocol
     */
    AdminLock(String where, Protocol protocol, RegionLocks locks, long mutex) {
        this.where = where;
        this.protocol = protocol;
        this.locks = locks;
        this.mutex = mutex;
    }

    static void initialize(Protocol protocol, MappedMemory header) {
        if (protocol != Protocol.PORTABLE) {
            RobustMutex.initialize(BufferAddress.of(header.words()) + HeaderLayout.ADMIN_MUTEX);
        }
    }

    <T> T with(Supplier<T> action) {
        // The mutex belongs to a thread of the operating system.
        return Keeper.isVirtual(Thread.currentThread()) ? PrivateThread.call(() -> withLock(action)) : withLock(action);
    }

    private <T> T withLock(Supplier<T> action) {
        inProcess.lock();
        try {
            return protocol == Protocol.PORTABLE ? withFileLock(action) : withMutex(action);
        } finally {
            inProcess.unlock();
        }
    }

    private <T> T withMutex(Supplier<T> action) {
        RobustMutex.lock(mutex);
        try {
            return action.get();
        } finally {
            // A thread that a test crashed here ends with the mutex locked, as a killed one does.
            if (!CrashPoints.crashed()) {
                RobustMutex.unlock(mutex);
            }
        }
    }

    private <T> T withFileLock(Supplier<T> action) {
        var unused = PrivateThread.call(this::lockFile);
        try {
            return action.get();
        } finally {
            unlockFile();
        }
    }

    private void unlockFile() {
        try {
            locks.unlock(FILE_LOCK_BYTE, 1);
        } catch (IOException e) {
            throw new RegionException(where + ": cannot unlock the region file: " + e.getMessage(), e);
        }
    }

    private boolean lockFile() {
        try {
            for (long pauseNs = FIRST_PAUSE_NS; !locks.tryLock(FILE_LOCK_BYTE, 1, false); ) {
                LockSupport.parkNanos(this, pauseNs);
                pauseNs = Math.min(2 * pauseNs, MAX_PAUSE_NS);
            }
            return true;
        } catch (ClosedChannelException e) {
            // For a thread that still waits when the last opening of the region is closed.
            throw new RegionClosedException(where + ": closed while this thread waited; open it again", e);
        } catch (IOException e) {
            throw new RegionException(where + ": cannot lock the region file: " + e.getMessage(), e);
        }
    }
}
