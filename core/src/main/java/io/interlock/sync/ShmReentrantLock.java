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
@SuppressWarnings("serial") // is serialized as a handle
public final class ShmReentrantLock extends OwnedLock {

    static {
        PrimitiveType.register(ShmReentrantLock.class, type(Kind.REENTRANT_LOCK, ShmReentrantLock::new));
    }

    private ShmReentrantLock(Attachment region, DirectoryEntry entry, OnOwnerDeath onOwnerDeath) {
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
        Owner me = lock.self();
        if (here.isBy(me)) {
            lock.takeAgain();
        } else if (!takeFree(me)) {
            lock.awaitTaken(me);
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
        Owner me = lock.self();
        if (!lock.takeAgainOrFree(me)) {
            lock.awaitTaken(me, Long.MAX_VALUE);
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
        return lock.takeAgainOrNow(lock.self());
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
        return lock.takeAgainOrAwait(lock.self(), unit.toNanos(time));
    }

    /**
     * Decreases the hold count. At zero, releases the lock and wakes one sleeping waiter, if there is one. It also
     * works after the region was closed.
     *
     * @throws IllegalMonitorStateException if the calling thread does not hold the lock; the lock does not change
     */
    @Override
    public void unlock() {
        if (!here.isBy(lock.selfToRelease())) {
            throw lock.notHeld();
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
        return lock.holds(lock.self());
    }
}
