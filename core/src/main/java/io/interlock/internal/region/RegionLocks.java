package io.interlock.internal.region;

import io.interlock.internal.os.NativeCapabilities;
import io.interlock.internal.os.OpenFileLocks;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Locks on bytes far beyond a region file's end, by which processes tell one another that they live. The kernel drops them when
 * the process ends.
 *
 * <p>Two implementations that exclude one another: open-file-description locks where native calls work, and the JDK's locks. POSIX
 * ties the latter to the process, and drops all of them when it closes any descriptor of the file; so what they say is only half
 * an answer ({@link #survivesForeignClose}).
 */
public interface RegionLocks extends AutoCloseable {

    /** Locks the bytes; false if somebody else, in this process or another, has a lock in the way. */
    boolean tryLock(long from, long bytes, boolean shared) throws IOException;

    /** Gives up a lock that was taken with the same {@code from}. */
    void unlock(long from, long bytes) throws IOException;

    /** True if somebody else has a lock on any of the bytes. */
    boolean isLocked(long from, long bytes) throws IOException;

    /**
     * True if somebody else has a lock on the byte that is not shared. Exact: many may ask at once, without seeing one
     * another.
     */
    boolean isLockedExclusively(long at) throws IOException;

    /** False where {@link #isLocked} does not see shared locks, as this process may not write the file. */
    boolean canSeeAll();

    /** False where the process loses its locks when it closes another descriptor of the file. */
    boolean survivesForeignClose();

    @Override
    void close() throws IOException;

    /**
     * Locks for a file that the caller has just opened.
     *
     * @param channel of the same file; stays the caller's to close
     */
    static RegionLocks of(Path path, FileChannel channel, boolean toWrite) throws IOException {
        return areOfOpenFiles() ? new OfOpenFile(OpenFileLocks.open(path, toWrite)) : new OfChannel(channel, toWrite);
    }

    /** True where this process uses locks that belong to an open file. */
    static boolean areOfOpenFiles() {
        return NativeCapabilities.get().futex() && OpenFileLocks.work();
    }

    /** By native calls. */
    record OfOpenFile(OpenFileLocks locks) implements RegionLocks {

        @Override
        public boolean tryLock(long from, long bytes, boolean shared) throws IOException {
            return locks.tryLock(from, bytes, shared);
        }

        @Override
        public void unlock(long from, long bytes) throws IOException {
            locks.unlock(from, bytes);
        }

        @Override
        public boolean isLocked(long from, long bytes) throws IOException {
            return locks.isLocked(from, bytes);
        }

        @Override
        public boolean isLockedExclusively(long at) throws IOException {
            return locks.isLockedExclusively(at);
        }

        @Override
        public boolean canSeeAll() {
            return true;
        }

        @Override
        public boolean survivesForeignClose() {
            return true;
        }

        @Override
        public void close() {
            locks.close();
        }
    }

    /** By the JDK. */
    final class OfChannel implements RegionLocks {

        /** The JDK refuses two overlapping locks of one process, also shared ones, and also of two channels. */
        private static final Object PROBES = new Object();

        private final FileChannel channel;
        private final Map<Long, FileLock> held = new ConcurrentHashMap<>();

        private final boolean toWrite;

        OfChannel(FileChannel channel, boolean toWrite) {
            this.channel = channel;
            this.toWrite = toWrite;
        }

        @Override
        public boolean tryLock(long from, long bytes, boolean shared) throws IOException {
            try {
                FileLock lock = channel.tryLock(from, bytes, shared);
                if (lock == null) {
                    return false;
                }
                held.put(from, lock);
                return true;
            } catch (OverlappingFileLockException e) {
                // This JVM has it, by this channel or by another one.
                return false;
            }
        }

        @Override
        public void unlock(long from, long bytes) throws IOException {
            FileLock lock = held.remove(from);
            if (lock != null) {
                lock.release();
            }
        }

        /**
         * Asks by locking, as there is no other way in Java: two that ask at once may see one another. One that may only read
         * does not see shared locks.
         */
        @Override
        public boolean isLocked(long from, long bytes) throws IOException {
            try (FileLock probe = channel.tryLock(from, bytes, !toWrite)) {
                return probe == null;
            } catch (OverlappingFileLockException e) {
                return true;
            }
        }

        /** By a shared lock, which another process's shared lock does not refuse; within this process one after the other. */
        @Override
        public boolean isLockedExclusively(long at) throws IOException {
            synchronized (PROBES) {
                try (FileLock probe = channel.tryLock(at, 1, true)) {
                    return probe == null;
                } catch (OverlappingFileLockException e) {
                    return true;
                }
            }
        }

        @Override
        public boolean canSeeAll() {
            return toWrite;
        }

        @Override
        public boolean survivesForeignClose() {
            return false;
        }

        @Override
        public void close() {
            // The channel is the caller's.
        }
    }
}
