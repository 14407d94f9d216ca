package io.interlock.sync;

import io.interlock.OwnerDiedException;
import io.interlock.RegionClosedException;
import io.interlock.memory.Attachment;
import io.interlock.memory.Heap;
import io.interlock.memory.Kind;
import io.interlock.memory.Owner;
import io.interlock.memory.PrimitiveType;
import java.util.concurrent.TimeUnit;

/**
 * A lock shared by all processes that open the same region, which its owner may acquire again. Method names and
 * semantics are those of {@link java.util.concurrent.locks.ReentrantLock}. Not fair. Obtained from {@link
 * io.interlock.Region#reentrantLock(String)}.
 *
 * <pre>{@code
 * ShmReentrantLock lock = region.reentrantLock("tree");
 * lock.lock();
 * try {
 *     lock.lock(); // the same thread again
 *     lock.unlock();
 *     System.out.println(lock.getHoldCount()); // 1
 * } finally {
 *     lock.unlock();
 * }
 * }</pre>
 *
 * <p><b>Owner:</b> the locking thread, which must unlock as many times as it has locked. {@link #unlock} by another
 * thread throws {@link IllegalMonitorStateException}.
 *
 * <p><b>Threads:</b> safe for use by many threads and processes. A virtual thread is an owner of its own, independent
 * of its carrier thread; its end is noticed within 50 ms.
 *
 * <p><b>Memory:</b> the last {@code unlock} of an owner happens-before every later {@code lock}, in any process.
 *
 * <p><b>Progress:</b> an uncontended {@code lock} is one compare-and-set, an {@code unlock} one store; neither makes a
 * system call. A repeated {@code lock} by the owner does not write to shared memory. A contended {@code lock} spins
 * adaptively and then sleeps. A thread that arrives may overtake one that sleeps. An interrupt takes effect within 50
 * ms.
 *
 * <p><b>Death:</b> as for {@link ShmLock}. The number of holds of the dead owner does not matter.
 *
 * <p><b>Errors:</b> {@link RegionClosedException} after the region was closed, as for {@link ShmLock}; {@link Error} if
 * one thread acquires the lock more than 2<sup>31</sup>-1 times.
 *
 * <p><b>Algorithm:</b> that of {@link ShmLock}. The hold count is kept in the owner's process, so it needs no recovery.
 *
 * <p><b>Size:</b> 128 bytes and the name.
 */
@SuppressWarnings("serial") // travels as a handle
public final class ShmReentrantLock extends OwnedLock {

    static {
        PrimitiveType.register(ShmReentrantLock.class, type(Kind.REENTRANT_LOCK, ShmReentrantLock::new));
    }

    /** Also the lock of the writers of a {@link ShmReadWriteLock}. */
    ShmReentrantLock(Attachment region, Heap.Entry entry, OnOwnerDeath onOwnerDeath) {
        super(region, entry, onOwnerDeath);
    }

    /**
     * Acquires the lock and waits for it as long as necessary. If the calling thread holds the lock, its hold count
     * increases.
     *
     * @throws OwnerDiedException if the owner died with the lock, unless the lock was created with {@link
     *     OnOwnerDeath#HAND_OVER}
     * @throws RegionClosedException if the region is closed, or is closed during the wait
     */
    @Override
    public void lock() {
        Owner me = self();
        if (!takenAgain(me) && !takeFree(me)) {
            awaitTaken(me);
        }
    }

    /**
     * Acquires the lock like {@link #lock}, unless the thread is interrupted.
     *
     * @throws InterruptedException if the thread is interrupted, within 250 ms; the lock is not acquired
     * @throws OwnerDiedException as for {@link #lock}
     */
    @Override
    public void lockInterruptibly() throws InterruptedException {
        if (Thread.interrupted()) {
            throw new InterruptedException();
        }
        Owner me = self();
        if (!takenAgain(me) && !takeFree(me)) {
            awaitTaken(me, Long.MAX_VALUE);
        }
    }

    /**
     * Acquires the lock if it is free, or if the calling thread holds it. Does not wait.
     *
     * @return false if another thread holds the lock
     * @throws OwnerDiedException as for {@link #lock}
     */
    @Override
    public boolean tryLock() {
        Owner me = self();
        return takenAgain(me) || takeNow(me);
    }

    /**
     * Acquires the lock if it becomes free within the given time, or if the calling thread holds it.
     *
     * @param time the maximum time to wait; zero or less does not wait
     * @param unit the unit of {@code time}
     * @return false if the time elapsed first
     * @throws InterruptedException if the thread is interrupted, within 250 ms; the lock is not acquired
     * @throws OwnerDiedException as for {@link #lock}
     */
    @Override
    public boolean tryLock(long time, TimeUnit unit) throws InterruptedException {
        if (Thread.interrupted()) {
            throw new InterruptedException();
        }
        return tryLockNs(self(), unit.toNanos(time));
    }

    final boolean tryLockNs(Owner me, long timeoutNs) throws InterruptedException {
        return takenAgain(me) || takeNow(me) || (timeoutNs > 0 && awaitTaken(me, timeoutNs));
    }

    /**
     * Decreases the hold count. At zero, releases the lock and wakes one sleeping waiter, if there is one. It also
     * works after the region was closed.
     *
     * @throws IllegalMonitorStateException if the calling thread does not hold the lock; the lock does not change
     */
    @Override
    public void unlock() {
        if (!here.isBy(selfToRelease())) {
            throw notHeld();
        }
        if (!here.releasedOnce()) {
            releaseFree();
        }
    }

    /**
     * Returns the number of times that the calling thread has acquired the lock without releasing it.
     *
     * @return the hold count; 0 if the calling thread does not hold the lock
     */
    public int getHoldCount() {
        return here.isBy(self()) ? here.holds() : 0;
    }

    private boolean takenAgain(Owner me) {
        if (!here.isBy(me)) {
            return false;
        }
        if (!here.takenAgain()) {
            throw new Error(where() + ": taken " + here.holds() + " times by one thread; are unlocks missing?");
        }
        return true;
    }
}
