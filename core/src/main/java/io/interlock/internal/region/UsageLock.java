package io.interlock.internal.region;

import io.interlock.internal.thread.FileLockLife;
import java.io.IOException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * That this process has a region open, as others can see it: a shared lock on two bytes far beyond the file's end, which
 * the kernel drops when the process ends.
 *
 * <pre>
 * byte              locked shared by            locked exclusively by
 * NAME   2^40 - 4   -                           who removes the name, from its look at it to the removal
 * ASKED  2^40 - 3   who has the region open     who asks whether anybody has, for an instant
 * UNUSED 2^40 - 2   who has the region open     who removes the name because nobody has
 * </pre>
 *
 * <p>Two bytes for one purpose, so that the last to leave, which tries once, is never refused for somebody's question. One
 * that opens waits while somebody removes, and looks then whether the name is still there.
 *
 * <p>A process whose locks do not survive another descriptor's closing ({@link RegionLocks#survivesForeignClose}) also claims a slot
 * of the thread table as soon as it opens a region. So everybody who asks whether a region is used asks both: these locks and the
 * thread table.
 */
public final class UsageLock {

    /** Below it, the bytes of the file itself; those of {@link AdminLock} and {@link FileLockLife} are above. */
    public static final long FIRST_BYTE = (1L << 40) - 4;

    private static final long NAME = FIRST_BYTE;
    private static final long ASKED = FIRST_BYTE + 1;
    private static final long UNUSED = FIRST_BYTE + 2;

    private static final int MAX_QUESTIONS = 5;
    private static final long TRY_EVERY_NS = TimeUnit.MICROSECONDS.toNanos(100);

    /** Others hold these bytes for microseconds, unless somebody stops them. */
    private static final long GIVE_UP_AFTER_NS = TimeUnit.SECONDS.toNanos(20);

    private final RegionLocks locks;
    private boolean entered;

    public UsageLock(RegionLocks locks) {
        this.locks = locks;
    }

    /** What may be done while nobody else removes the name. */
    @FunctionalInterface
    public interface Removal {
        boolean run() throws IOException;
    }

    /** From now on others see that this process has the region open. */
    public void enter() throws IOException {
        if (!entered) {
            lock(locks, ASKED, UNUSED - ASKED + 1, true);
            entered = true;
        }
    }

    public void leave() throws IOException {
        if (entered) {
            locks.unlock(ASKED, UNUSED - ASKED + 1);
            entered = false;
        }
    }

    /** Runs the removal while nobody else removes the name: what it finds out about the name stays true meanwhile. */
    public static boolean whileNamed(RegionLocks locks, Removal removal) throws IOException {
        lock(locks, NAME, 1, false);
        try {
            return removal.run();
        } finally {
            locks.unlock(NAME, 1);
        }
    }

    /**
     * Runs the removal if no process has the region open, and lets none open it meanwhile; else returns false. The caller also asks the
     * thread table.
     */
    public static boolean ifUnused(RegionLocks locks, Removal removal) throws IOException {
        if (!locks.tryLock(UNUSED, 1, false)) {
            return false;
        }
        try {
            return whileNamed(locks, removal);
        } finally {
            locks.unlock(UNUSED, 1);
        }
    }

    /** True if a process has the region open; another's question at the same moment is waited for. */
    public static boolean isUsed(RegionLocks locks) throws IOException {
        for (int asked = 0; asked < MAX_QUESTIONS; asked++) {
            if (!locks.isLocked(ASKED, 1)) {
                return false;
            }
            LockSupport.parkNanos(TRY_EVERY_NS);
        }
        return true;
    }

    /**
     * Tries until it has the lock. Not a call that waits: where threads of two processes wait for one another's
     * processes in two files, the kernel calls that a deadlock.
     */
    private static void lock(RegionLocks locks, long from, long bytes, boolean shared) throws IOException {
        long startNs = System.nanoTime();
        while (!locks.tryLock(from, bytes, shared)) {
            if (System.nanoTime() - startNs > GIVE_UP_AFTER_NS) {
                throw new IOException("another process has been removing it for "
                        + TimeUnit.NANOSECONDS.toSeconds(GIVE_UP_AFTER_NS) + " s; is it stopped?");
            }
            LockSupport.parkNanos(TRY_EVERY_NS);
        }
    }
}
