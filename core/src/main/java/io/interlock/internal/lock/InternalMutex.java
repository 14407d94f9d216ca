package io.interlock.internal.lock;

import io.interlock.RegionException;
import io.interlock.internal.access.MappedMemory;
import io.interlock.internal.access.StackMargin;
import io.interlock.internal.format.LockLayout;
import io.interlock.internal.format.Owner;
import io.interlock.internal.thread.ThreadTable;
import io.interlock.internal.wait.WaitScope;
import io.interlock.sync.OnOwnerDeath;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The lock within a primitive or a collection, among the threads of all processes. The thread that finds its owner dead takes it over.
 *
 * <p>There are two kinds. Without a repair, each change under the lock becomes valid by one store, so that nothing can be half done.
 * With a repair, the thread that gets the lock after a holder's death first brings in line what that one left, before anything else. The
 * repair may itself be ended at any store; the next holder begins it anew. It runs whenever {@link #takenOver} differs from the
 * number for which it last ran, which is in memory after the lock.
 *
 * <p>A holder says by {@link #beginChange} and {@link #endChange} where it changes what the lock guards. If it fails between the
 * two, by any error, and lives, its {@link #unlock} abandons the lock as its death would have, and the next holder repairs.
 *
 * <p>Not reentrant: a thread that takes it again gets an {@link IllegalStateException} instead of waiting for itself.
 */
public final class InternalMutex {

    /** How long an operation that promises not to wait waits for the mutex. */
    public static final long PATIENCE_MS = 100;

    private static final long PATIENCE_NS = TimeUnit.MILLISECONDS.toNanos(PATIENCE_MS);

    /** A holder is off in a microsecond. A thread that sleeps longer has lost its wake-up to a thread that was killed. */
    private static final long MAX_SLEEP_NS = TimeUnit.MILLISECONDS.toNanos(2);

    private final RobustLock lock;
    private final ThreadTable threads;
    private final LocalHold here = new LocalHold();
    private final @Nullable Repair repair;

    /** True while the holder, a thread of this process, is in the middle of a change; also after it has failed there. */
    private boolean changing;

    /**
     * What brings in line what a dead holder left.
     *
     * @param words memory that the mutex guards
     * @param repaired the offset of the word that says for which take-over the repair has run
     */
    public record Repair(MappedMemory words, int repaired, Runnable action) {}

    private InternalMutex(
            WaitScope scope, MappedMemory memory, String where, long maxSleepNs, @Nullable Repair repair) {
        this.lock = new RobustLock(scope, memory, here, OnOwnerDeath.HAND_OVER, where, maxSleepNs);
        this.threads = scope.threads();
        this.repair = repair;
    }

    /**
     * Attaches to a mutex whose holders keep it for as long as it takes; no words of it need to be initialised but to zero.
     *
     * @param memory laid out as {@link LockLayout} says
     * @param where the beginning of every message about this mutex
     */
    public static InternalMutex of(WaitScope scope, MappedMemory memory, String where) {
        return new InternalMutex(scope, memory, where, Long.MAX_VALUE, null);
    }

    /** The same with a repair. */
    public static InternalMutex repairing(WaitScope scope, MappedMemory memory, String where, Repair repair) {
        return new InternalMutex(scope, memory, where, Long.MAX_VALUE, repair);
    }

    /** A mutex for changes of a few words, each done in a microsecond. */
    public static InternalMutex forWords(WaitScope scope, MappedMemory memory, String where) {
        return new InternalMutex(scope, memory, where, MAX_SLEEP_NS, null);
    }

    /** Takes the mutex; interrupts do not end the wait. */
    public void lock() {
        if (repair != null) {
            StackMargin.require();
        }
        Owner me = threads.current();
        if (!lock.takeFree(me)) {
            requireNotHeld(me);
            lock.awaitTaken(me);
        }
        if (repair != null) {
            repairOrUnlock(repair);
        }
    }

    /**
     * Takes the mutex if that takes no longer.
     *
     * @return false if it is not taken: also when the thread has it already, or is interrupted, which it then still is
     */
    public boolean tryLock(long timeout, TimeUnit unit) {
        if (repair != null) {
            StackMargin.require();
        }
        if (!tryTake(unit.toNanos(timeout))) {
            return false;
        }
        if (repair != null) {
            repairOrUnlock(repair);
        }
        return true;
    }

    private boolean tryTake(long timeoutNs) {
        Owner me = threads.current();
        if (lock.takeFree(me)) {
            return true;
        }
        if (here.isBy(me)) {
            return false;
        }
        try {
            return lock.awaitTaken(me, timeoutNs);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** Frees the mutex, or abandons it in the middle of a change that has failed; by its holder. */
    public void unlock() {
        lock.release(changing ? Owner.ABANDONED : Owner.NOBODY);
    }

    /** By its holder, which has failed in the middle of a change: leaves the mutex as a death would, so that the next repairs. */
    public void abandon() {
        lock.release(Owner.ABANDONED);
    }

    /** By the holder, before the first store of a change. */
    public void beginChange() {
        changing = true;
    }

    /** By the holder: all is as it should be. */
    public void endChange() {
        changing = false;
    }

    /** Runs a change, by the holder. What is thrown on purpose is thrown before anything has changed: it needs no repair. */
    public void change(Runnable change) {
        beginChange();
        try {
            change.run();
        } catch (RegionException | IllegalArgumentException e) {
            endChange();
            throw e;
        }
        endChange();
    }

    /** True if the calling thread holds the mutex. */
    public boolean isHeldByCaller() {
        return here.isBy(threads.current());
    }

    /** Has a dead holder's things repaired, if there is one; for a thread that is going to look without the mutex. */
    public void repairIfAbandoned() {
        if (lock.isAbandoned()) {
            lock();
            unlock();
        }
    }

    /** How often the mutex was taken over from a dead owner; for its holder. */
    public long takenOver() {
        return lock.takenOver();
    }

    /** Runs the change under the mutex. */
    public long with(LongSupplier change) {
        Owner me = threads.current();
        if (!lock.takeFree(me)) {
            lock.awaitTaken(me);
        }
        return taken(me, change);
    }

    /**
     * Runs the change under the mutex, if that can be had in {@value #PATIENCE_MS} ms: for what promises not to wait.
     *
     * @return {@code otherwise} if the holder kept the mutex for longer, as a stopped process does
     */
    public long withSoon(LongSupplier change, long otherwise) {
        Owner me = threads.current();
        return lock.takeFree(me) || lock.awaitTakenUninterruptibly(me, PATIENCE_NS) ? taken(me, change) : otherwise;
    }

    /** Runs a change that gives something back: also once the region is closed. */
    public long withThoughClosed(LongSupplier change) {
        Owner me = threads.current();
        if (!lock.takeFree(me)) {
            lock.awaitTakenThoughClosed(me, Long.MAX_VALUE);
        }
        return taken(me, change);
    }

    /** As {@link #with}, for a change that answers yes or no. */
    public boolean test(BooleanSupplier change) {
        return with(() -> change.getAsBoolean() ? 1 : 0) != 0;
    }

    /** As {@link #with}, for a change without a result. */
    public void run(Runnable change) {
        var unused = with(() -> {
            change.run();
            return 0;
        });
    }

    /** For a process that is about to leave: not at all if the mutex cannot be had within {@value #PATIENCE_MS} ms. */
    public void runSoon(Runnable change) {
        Owner me = threads.current();
        if (lock.takeFree(me) || lock.awaitTakenThoughClosed(me, PATIENCE_NS)) {
            try {
                change.run();
            } finally {
                lock.releaseFree();
            }
        }
    }

    private long taken(Owner me, LongSupplier change) {
        long result;
        try {
            result = change.getAsLong();
        } catch (Throwable e) {
            lock.releaseFree();
            throw e;
        }
        try {
            lock.releaseFree();
        } catch (Error e) {
            if (here.isBy(me)) {
                throw e;
            }
            // Released by the second try: the change has happened, and the caller has to know its result.
        }
        return result;
    }

    private void repairOrUnlock(Repair how) {
        try {
            // The last holder in this process may have failed, or died, in the middle.
            changing = false;
            repairIfTakenOver(how);
        } catch (Throwable e) {
            // Damaged memory, or no stack: others have to learn that, too, and not to wait for this thread.
            lock.releaseFree();
            throw e;
        }
    }

    private void repairIfTakenOver(Repair how) {
        long takenOver = lock.takenOver();
        if (takenOver != how.words.getLong(how.repaired)) {
            how.action.run();
            how.words.putLongRelease(how.repaired, takenOver);
        }
    }

    private void requireNotHeld(Owner me) {
        if (here.isBy(me)) {
            throw new IllegalStateException(lock.where()
                    + ": used again by the thread that is at work in it; a function that it was given must not use it");
        }
    }
}
