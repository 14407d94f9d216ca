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
 * A lock shared by every process that opens the same region. Not reentrant, not fair. From
 * {@link io.interlock.Region#lock(String)}.
 *
 * <p><b>Owner:</b> the locking thread. {@link #unlock} by any other thread throws {@link IllegalMonitorStateException};
 * so does {@link #lock} by the owner itself, which would wait for ever. {@link #tryLock()} by the owner returns false.
 *
 * <p><b>Threads:</b> safe for any threads of any processes. A virtual thread owns the lock itself, whatever thread
 * carries it; its end is noticed within 50 ms.
 *
 * <p><b>Memory:</b> what a thread did before {@code unlock} is visible to the next owner after {@code lock}, in any
 * process; pair [LOCK].
 *
 * <p><b>Progress:</b> uncontended, one compare-and-set and one store, no system call. Contended, a short spin that adapts,
 * then sleep. A thread that arrives may overtake one that sleeps. An interrupt is seen within 50 ms.
 *
 * <p><b>Death:</b> when the owner ends without unlocking, by {@code kill -9} or otherwise, the kernel tells the waiters at
 * once, and {@link OnOwnerDeath} says what they get: {@link OwnerDiedException} until somebody calls {@link #recover}, or
 * the lock. The death of a waiter changes nothing.
 *
 * <p><b>Errors:</b> {@link RegionClosedException} after the region was closed. A wait that goes on
 * while its region is closed ends with it, too, and takes nothing. A lock that is held while its region is closed stays held,
 * and its owner can still unlock it. Only when the owner itself closes the region, for the last time in its process, the lock
 * counts as left by a dead owner.
 *
 * <p><b>Size:</b> 128 bytes, and its name.
 */
@SuppressWarnings("serial") // travels as a handle
public final class ShmLock extends OwnedLock {

    static {
        PrimitiveType.register(ShmLock.class, type(Kind.LOCK, ShmLock::new));
    }

    private ShmLock(Attachment region, DirectoryEntry entry, OnOwnerDeath onOwnerDeath) {
        super(region, entry, onOwnerDeath);
    }

    /**
     * Takes the lock, waiting for it as long as it takes.
     *
     * @throws IllegalMonitorStateException if the calling thread holds it already
     * @throws OwnerDiedException if its owner died with it, unless it was created with {@link OnOwnerDeath#HAND_OVER}
     * @throws RegionClosedException if the region was closed
     */
    @Override
    public void lock() {
        Owner me = lock.self();
        if (!lock.takeFree(me)) {
            lockContended(me);
        }
    }

    /** As {@link #lock}, but gives up when the thread is interrupted, within 50 ms. */
    @Override
    public void lockInterruptibly() throws InterruptedException {
        if (Thread.interrupted()) {
            throw new InterruptedException();
        }
        Owner me = lock.self();
        if (!lock.takeFree(me)) {
            requireNotHeldBy(me);
            lock.awaitTaken(me, Long.MAX_VALUE);
        }
    }

    /**
     * Takes the lock if it is free now.
     *
     * @return false if any thread holds it, the calling thread included
     * @throws OwnerDiedException as {@link #lock}
     */
    @Override
    public boolean tryLock() {
        return lock.takeNow(lock.self());
    }

    /**
     * Takes the lock if it gets free in time.
     *
     * @param time how long to wait at most; zero or less does not wait
     * @return false when time was up first, also when the calling thread itself holds the lock
     * @throws OwnerDiedException as {@link #lock}
     */
    @Override
    public boolean tryLock(long time, TimeUnit unit) throws InterruptedException {
        long timeoutNs = unit.toNanos(time);
        if (Thread.interrupted()) {
            throw new InterruptedException();
        }
        return tryLock() || (timeoutNs > 0 && lock.awaitTaken(lock.self(), timeoutNs));
    }

    /**
     * Releases the lock and, where somebody sleeps for it, wakes one.
     *
     * @throws IllegalMonitorStateException if the calling thread does not hold it; nothing changes then
     */
    @Override
    public void unlock() {
        if (!lock.isHeldBy(lock.selfToRelease())) {
            throw lock.notHeld();
        }
        lock.releaseFree();
    }

    private void lockContended(Owner me) {
        requireNotHeldBy(me);
        lock.awaitTaken(me);
    }

    private void requireNotHeldBy(Owner me) {
        if (lock.isHeldBy(me)) {
            throw new IllegalMonitorStateException(lock.where()
                    + ": this thread holds the lock already and would wait for itself; a ShmLock is not reentrant");
        }
    }
}
