package io.interlock.sync;

import io.interlock.OwnerDiedException;
import io.interlock.RegionClosedException;
import io.interlock.internal.directory.Attachment;
import io.interlock.internal.directory.DirectoryEntry;
import io.interlock.internal.directory.PrimitiveType;
import io.interlock.internal.format.Kind;
import io.interlock.internal.format.Owner;
import java.util.concurrent.TimeUnit;

/**
 * A lock shared by every process that opens the same region, which its owner may take again; method names and meaning of
 * {@link java.util.concurrent.locks.ReentrantLock}. Not fair. From {@link io.interlock.Region#reentrantLock(String)}.
 *
 * <p><b>Owner:</b> the locking thread, which has to unlock as often as it has locked. {@link #unlock} by any other thread
 * throws {@link IllegalMonitorStateException}.
 *
 * <p><b>Threads:</b> safe for any threads of any processes. A virtual thread owns the lock itself, whatever thread
 * carries it; its end is noticed within 50 ms.
 *
 * <p><b>Memory:</b> what a thread did before its last {@code unlock} is visible to the next owner after {@code lock}, in
 * any process; pair [LOCK].
 *
 * <p><b>Progress:</b> uncontended, one compare-and-set and one store, no system call; taken again, neither. Contended, a
 * short spin that adapts, then sleep. A thread that arrives may overtake one that sleeps. An interrupt is seen within 50 ms.
 *
 * <p><b>Death:</b> as {@link ShmLock}: {@link OwnerDiedException} until somebody calls {@link #recover}, or the next thread
 * gets it, as {@link OnOwnerDeath} says. How often the dead owner had taken it does not matter.
 *
 * <p><b>Errors:</b> {@link RegionClosedException} after the region was closed; {@link Error} when taken 2<sup>31</sup>-1
 * times by one owner.
 *
 * <p><b>Size:</b> 128 bytes, and its name.
 */
@SuppressWarnings("serial") // travels as a handle
public final class ShmReentrantLock extends OwnedLock {

    static {
        PrimitiveType.register(ShmReentrantLock.class, type(Kind.REENTRANT_LOCK, ShmReentrantLock::new));
    }

    private ShmReentrantLock(Attachment region, DirectoryEntry entry, OnOwnerDeath onOwnerDeath) {
        super(region, entry, onOwnerDeath);
    }

    /**
     * Takes the lock, once more where the calling thread has it, waiting for it as long as it takes.
     *
     * @throws OwnerDiedException if its owner died with it, unless it was created with {@link OnOwnerDeath#HAND_OVER}
     * @throws RegionClosedException if the region was closed
     */
    @Override
    public void lock() {
        Owner me = lock.self();
        if (!lock.takeAgainOrFree(me)) {
            lock.awaitTaken(me);
        }
    }

    /** As {@link #lock}, but gives up when the thread is interrupted, within 50 ms. */
    @Override
    public void lockInterruptibly() throws InterruptedException {
        if (Thread.interrupted()) {
            throw new InterruptedException();
        }
        Owner me = lock.self();
        if (!lock.takeAgainOrFree(me)) {
            lock.awaitTaken(me, Long.MAX_VALUE);
        }
    }

    /**
     * Takes the lock if it is free now, or the calling thread's.
     *
     * @return false if another thread holds it
     * @throws OwnerDiedException as {@link #lock}
     */
    @Override
    public boolean tryLock() {
        return lock.takeAgainOrNow(lock.self());
    }

    /**
     * Takes the lock if it gets free in time, or is the calling thread's.
     *
     * @param time how long to wait at most; zero or less does not wait
     * @return false when time was up first
     * @throws OwnerDiedException as {@link #lock}
     */
    @Override
    public boolean tryLock(long time, TimeUnit unit) throws InterruptedException {
        if (Thread.interrupted()) {
            throw new InterruptedException();
        }
        return lock.takeAgainOrAwait(lock.self(), unit.toNanos(time));
    }

    /**
     * Undoes one {@code lock}; the last one frees the lock and, where somebody sleeps for it, wakes one.
     *
     * @throws IllegalMonitorStateException if the calling thread does not hold it; nothing changes then
     */
    @Override
    public void unlock() {
        lock.releaseOnce();
    }

    /** How often the calling thread has taken the lock and not yet unlocked it; 0 if it does not hold it. */
    public int getHoldCount() {
        return lock.holds(lock.self());
    }
}
