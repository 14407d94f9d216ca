package io.interlock.memory;

import io.interlock.RegionClosedException;
import io.interlock.RegionException;
import java.io.IOException;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A lock on one byte of the region file per slot, far behind the file's end: the kernel drops it when the process ends.
 *
 * <p>POSIX drops all of a process's locks on a file when the process closes <em>any</em> descriptor of that file. So a
 * process opens a region file once and keeps that one channel; a program that opens the same file by other means breaks
 * this protocol.
 */
final class FileLockLife implements ThreadLife {

    private static final long FIRST_BYTE = 1L << 40;

    private final String where;
    private final FileChannel channel;
    private final Map<Integer, FileLock> claimed = new ConcurrentHashMap<>();

    /** @param where the beginning of every message about the region */
    FileLockLife(String where, FileChannel channel) {
        this.where = where;
        this.channel = channel;
    }

    @Override
    public void initialize(int slot) {
        // A byte that nobody has locked is ready.
    }

    @Override
    public boolean tryClaim(int slot) {
        try {
            FileLock lock = channel.tryLock(FIRST_BYTE + slot, 1, false);
            if (lock == null) {
                return false;
            }
            claimed.put(slot, lock);
            return true;
        } catch (OverlappingFileLockException e) {
            return false;
        } catch (ClosedChannelException e) {
            throw closed(e);
        } catch (IOException e) {
            throw new RegionException(where + " slot=" + slot + ": cannot lock its byte of the region file", e);
        }
    }

    @Override
    public void release(int slot) {
        try {
            FileLock lock = claimed.remove(slot);
            if (lock != null) {
                lock.release();
            }
        } catch (IOException e) {
            throw new RegionException(where + " slot=" + slot + ": cannot unlock its byte of the region file", e);
        }
    }

    /** Probes by locking: there is no way to ask in Java. A probe that meets another probe says "taken", for once. */
    @Override
    public boolean isFree(int slot) {
        if (claimed.containsKey(slot)) {
            return false;
        }
        try (FileLock probe = channel.tryLock(FIRST_BYTE + slot, 1, false)) {
            return probe != null;
        } catch (OverlappingFileLockException e) {
            return false;
        } catch (ClosedChannelException e) {
            throw closed(e);
        } catch (IOException e) {
            throw new RegionException(where + " slot=" + slot + ": cannot probe its byte of the region file", e);
        }
    }

    /** For who only reads, by another channel than the process's own: asks with a shared lock. */
    static boolean isFree(FileChannel channel, int slot) {
        try (FileLock probe = channel.tryLock(FIRST_BYTE + slot, 1, true)) {
            return probe != null;
        } catch (OverlappingFileLockException e) {
            return false;
        } catch (IOException e) {
            throw new RegionException("slot=" + slot + ": cannot probe its byte of the region file", e);
        }
    }

    /** For a thread that still waits when the last opening of the region is closed. */
    private RegionClosedException closed(ClosedChannelException e) {
        return new RegionClosedException(where + ": closed while this thread waited; open it again", e);
    }

    @Override
    public boolean boundToThread() {
        return false;
    }
}
