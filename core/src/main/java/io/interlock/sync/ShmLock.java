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
 * A mutual-exclusion lock shared by all processes that open the same region. Not reentrant, not fair. Obtained from
 * {@link io.interlock.Region#lock(String)}.
 *
 * <pre>{@code
 * ShmLock lock = region.lock("accounts");
 * try {
 *     lock.lock();
 * } catch (OwnerDiedException e) { // a process was killed while it held the lock
 *     lock.recover(() -> System.out.println("repair what the lock guards"));
 *     lock.lock();
 * }
 * try {
 *     System.out.println("one thread of all processes is here");
 * } finally {
 *     lock.unlock();
 * }
 * }</pre>
 *
 * <p><b>Owner:</b> the locking thread. {@link #unlock} by another thread throws {@link IllegalMonitorStateException}. A
 * second {@link #lock} by the owner would deadlock and throws {@link IllegalMonitorStateException}; {@link #tryLock()}
 * by the owner returns false.
 *
 * <p><b>Threads:</b> safe for use by many threads and processes. A virtual thread is an owner of its own, independent
 * of its carrier thread; its end is noticed within 50 ms.
 *
 * <p><b>Memory:</b> an {@code unlock} happens-before every later {@code lock}, in any process.
 *
 * <p><b>Progress:</b> an uncontended {@code lock} is one compare-and-set, an {@code unlock} one store; neither makes a
 * system call. A contended {@code lock} spins adaptively and then sleeps. A thread that arrives may overtake one that
 * sleeps. An interrupt takes effect within 250 ms.
 *
 * <p><b>Death:</b> when the owner ends without unlocking, by {@code kill -9} or otherwise, the kernel notifies the
 * waiters at once. {@link OnOwnerDeath} decides whether they get {@link OwnerDiedException} until one of them calls
 * {@link #recover}, or the lock. The death of a waiter has no effect.
 *
 * <p><b>Errors:</b> {@link RegionClosedException} after the region was closed. A waiting call whose region is closed
 * throws it as well and takes nothing. A lock that is held when its region is closed stays held, and its owner can
 * still unlock it. If the owner itself closes the region for the last time in its process, the lock counts as abandoned
 * by a dead owner.
 *
 * <p><b>Algorithm:</b> the three-state futex mutex of Ulrich Drepper, "Futexes Are Tricky" (2011), with the owner in
 * the word as in Linux's robust futexes.
 *
 * <p><b>Size:</b> 128 bytes and the name.
 */
@SuppressWarnings("serial") // is serialized as a handle
public final class ShmLock extends OwnedLock {

    static {
        PrimitiveType.register(ShmLock.class, type(Kind.LOCK, ShmLock::new));
    }

    private ShmLock(Attachment region, DirectoryEntry entry, OnOwnerDeath onOwnerDeath) {
        super(region, entry, onOwnerDeath);
    }

    /**
     * Acquires the lock and waits for it as long as necessary. Interrupts are ignored; the interrupt status stays set.
     *
     * @throws IllegalMonitorStateException if the calling thread already holds the lock
     * @throws OwnerDiedException if the owner died with the lock, unless the lock was created with {@link
     *     OnOwnerDeath#HAND_OVER}
     * @throws RegionClosedException if the region is closed, or is closed during the wait
     */
    @Override
    public void lock() {
        Owner me = lock.self();
        if (!takeFree(me)) {
            lockContended(me);
        }
    }

    /**
     * Acquires the lock like {@link #lock}, unless the thread is interrupted.
     *
     * @throws InterruptedException if the thread is interrupted, within 250 ms; the lock is not acquired
     * @throws IllegalMonitorStateException if the calling thread already holds the lock
     * @throws OwnerDiedException as for {@link #lock}
     */
    @Override
    public void lockInterruptibly() throws InterruptedException {
        if (Thread.interrupted()) {
            throw new InterruptedException();
        }
        Owner me = lock.self();
        if (!takeFree(me)) {
            requireNotHeldBy(me);
            lock.awaitTaken(me, Long.MAX_VALUE);
        }
    }

    /**
     * Acquires the lock if it is free. Does not wait.
     *
     * @return false if a thread holds the lock, including the calling thread
     * @throws OwnerDiedException as for {@link #lock}
     */
    @Override
    public boolean tryLock() {
        return lock.takeNow(lock.self());
    }

    /**
     * Acquires the lock if it becomes free within the given time.
     *
     * @param time the maximum time to wait; zero or less does not wait
     * @param unit the unit of {@code time}
     * @return false if the time elapsed first, also if the calling thread itself holds the lock
     * @throws InterruptedException if the thread is interrupted, within 250 ms; the lock is not acquired
     * @throws OwnerDiedException as for {@link #lock}
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
     * Releases the lock and wakes one sleeping waiter, if there is one. It also works after the region was closed.
     *
     * @throws IllegalMonitorStateException if the calling thread does not hold the lock; the lock does not change
     */
    @Override
    public void unlock() {
        if (!here.isBy(lock.selfToRelease())) {
            throw lock.notHeld();
        }
        releaseFree();
    }

    private void lockContended(Owner me) {
        requireNotHeldBy(me);
        lock.awaitTaken(me);
    }

    private void requireNotHeldBy(Owner me) {
        if (here.isBy(me)) {
            throw new IllegalMonitorStateException(lock.where()
                    + ": this thread holds the lock already and would wait for itself; a ShmLock is not reentrant");
        }
    }
}
