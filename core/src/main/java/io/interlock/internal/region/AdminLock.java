package io.interlock.internal.region;

import io.interlock.RegionClosedException;
import io.interlock.RegionException;
import io.interlock.internal.access.CrashPoints;
import io.interlock.internal.access.MappedMemory;
import io.interlock.internal.access.PrivateThread;
import io.interlock.internal.format.HeaderLayout;
import io.interlock.internal.format.Protocol;
import io.interlock.internal.os.BufferAddress;
import io.interlock.internal.os.RobustMutex;
import io.interlock.internal.os.VirtualThreads;
import io.interlock.internal.thread.FileLockLife;
import java.io.IOException;
import java.nio.channels.ClosedChannelException;
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

    private final ReentrantLock inProcess = new ReentrantLock();
    private final Protocol protocol;
    private final String where;
    private final RegionLocks locks;
    private final Opening opening;
    private final MappedMemory header;
    private final long mutex;

    /**
     * @param opening ends the waits when it is closed
     * @param where the beginning of every message about the region
     * @param mutex the address of the header's mutex; unused in the portable protocol
     */
    AdminLock(Opening opening, String where, Protocol protocol, RegionLocks locks, MappedMemory header, long mutex) {
        this.opening = opening;
        this.where = where;
        this.header = header;
        this.protocol = protocol;
        this.locks = locks;
        this.mutex = mutex;
    }

    static void initialize(Protocol protocol, MappedMemory header) {
        if (protocol != Protocol.PORTABLE) {
            RobustMutex.initialize(BufferAddress.of(header.words()) + HeaderLayout.ADMIN_MUTEX);
        }
    }

    /**
     * Runs the action under the lock. Waits in short slices: after {@value AdminWait#UNINTERRUPTIBLE_MS} ms an interrupt ends the
     * wait, after some seconds a warning names the holder, and after {@value AdminWait#GIVE_UP_AFTER_S} s it gives up.
     *
     * @throws RegionException if the lock cannot be had; the action has not run
     * @throws RegionClosedException if this process closes the region meanwhile
     */
    <T> T with(Supplier<T> action) {
        // The mutex belongs to a thread of the operating system.
        return VirtualThreads.isVirtual(Thread.currentThread())
                ? PrivateThread.call(() -> withLock(action))
                : withLock(action);
    }

    private <T> T withLock(Supplier<T> action) {
        AdminWait wait = new AdminWait(opening, where, this::holder);
        wait.until(inProcess::tryLock);
        try {
            return protocol == Protocol.PORTABLE ? withFileLock(wait, action) : withMutex(wait, action);
        } finally {
            inProcess.unlock();
        }
    }

    private <T> T withMutex(AdminWait wait, Supplier<T> action) {
        wait.until(() -> RobustMutex.tryLock(mutex));
        try {
            return action.get();
        } finally {
            // A thread that a test crashed here ends with the mutex locked, as a killed one does.
            if (!CrashPoints.crashed()) {
                RobustMutex.unlock(mutex);
            }
        }
    }

    private <T> T withFileLock(AdminWait wait, Supplier<T> action) {
        wait.until(() -> PrivateThread.call(this::tryLockFile));
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

    private boolean tryLockFile() {
        try {
            return locks.tryLock(FILE_LOCK_BYTE, 1, false);
        } catch (ClosedChannelException e) {
            // For a thread that still waits when the last opening of the region is closed.
            throw new RegionClosedException(where + ": closed while this thread waited; open it again", e);
        } catch (IOException e) {
            throw new RegionException(where + ": cannot lock the region file: " + e.getMessage(), e);
        }
    }

    /** For people; empty if it cannot be told. */
    private String holder() {
        return protocol == Protocol.PORTABLE
                ? HolderInWords.ofFileLock(FILE_LOCK_BYTE)
                : HolderInWords.ofThread(header.getIntVolatile(HeaderLayout.ADMIN_MUTEX) & RobustMutex.OWNER_MASK);
    }
}
