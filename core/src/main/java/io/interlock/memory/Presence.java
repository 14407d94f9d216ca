package io.interlock.memory;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * That this process has a region open, as others can see it: a shared lock on two bytes far behind the file's end, which
 * the kernel drops when the process ends.
 *
 * <pre>
 * byte              locked shared by            locked exclusively by
 * NAME   2^40 - 4   -                           who removes the name, from its look at it to the removal
 * ASKED  2^40 - 3   who has the region open     who asks whether anybody has, for an instant
 * LEFT   2^40 - 2   who has the region open     who removes the name because nobody has
 * </pre>
 *
 * <p>Two bytes for one purpose, so that the last to leave, which tries once, is never refused for somebody's question. One
 * that opens waits while somebody removes, and looks then whether the name is still there.
 *
 * <p>POSIX drops a process's locks on a file when it closes any descriptor of that file: a program that opens a region's
 * file by other means, in a process that uses the region, seems not to use it from then on.
 */
final class Presence {

    /** Below it, the bytes of the file itself; those of {@link AdminLock} and {@link FileLockLife} are above. */
    static final long FIRST_BYTE = (1L << 40) - 4;

    private static final long NAME = FIRST_BYTE;
    private static final long ASKED = FIRST_BYTE + 1;
    private static final long LEFT = FIRST_BYTE + 2;

    private static final int MOST_QUESTIONS = 5;
    private static final long TRY_EVERY_NS = TimeUnit.MICROSECONDS.toNanos(100);

    /** Others hold these bytes for microseconds, unless somebody stops them. */
    private static final long GIVE_UP_AFTER_NS = TimeUnit.SECONDS.toNanos(20);

    private final FileChannel channel;
    private @Nullable FileLock lock;

    Presence(FileChannel channel) {
        this.channel = channel;
    }

    /** What may be done while nobody else removes the name. */
    @FunctionalInterface
    interface Removal {
        boolean run() throws IOException;
    }

    /** From now on others see that this process has the region open. */
    void enter() throws IOException {
        if (lock == null) {
            lock = lock(channel, ASKED, LEFT - ASKED + 1, true);
        }
    }

    void leave() throws IOException {
        if (lock != null) {
            lock.release();
            lock = null;
        }
    }

    /** Runs the removal while nobody else removes the name: what it finds out about the name stays true meanwhile. */
    static boolean whileNamed(FileChannel channel, Removal removal) throws IOException {
        try (FileLock mine = lock(channel, NAME, 1, false)) {
            return removal.run();
        }
    }

    /** Runs the removal if no process has the region open, and lets none open it meanwhile; else false. */
    static boolean ifUnused(FileChannel channel, Removal removal) throws IOException {
        try (FileLock mine = channel.tryLock(LEFT, 1, false)) {
            return mine != null && whileNamed(channel, removal);
        } catch (OverlappingFileLockException e) {
            return false;
        }
    }

    /** True if a process has the region open; another's question at the same moment is waited for. */
    static boolean isUsed(FileChannel channel) throws IOException {
        for (int asked = 0; asked < MOST_QUESTIONS; asked++) {
            try (FileLock mine = channel.tryLock(ASKED, 1, false)) {
                if (mine != null) {
                    return false;
                }
            } catch (OverlappingFileLockException e) {
                return true;
            }
            LockSupport.parkNanos(TRY_EVERY_NS);
        }
        return true;
    }

    /**
     * Tries until it has the lock. Not {@code channel.lock}: where threads of two processes wait for one another's
     * processes in two files, the kernel calls that a deadlock.
     */
    private static FileLock lock(FileChannel channel, long from, long bytes, boolean shared) throws IOException {
        long startNs = System.nanoTime();
        for (; ; ) {
            FileLock lock = channel.tryLock(from, bytes, shared);
            if (lock != null) {
                return lock;
            }
            if (System.nanoTime() - startNs > GIVE_UP_AFTER_NS) {
                throw new IOException("another process has been removing it for "
                        + TimeUnit.NANOSECONDS.toSeconds(GIVE_UP_AFTER_NS) + " s; is it stopped?");
            }
            LockSupport.parkNanos(TRY_EVERY_NS);
        }
    }
}
