package io.interlock.internal.lock;

import io.interlock.RegionClosedException;
import io.interlock.internal.access.MappedMemory;
import io.interlock.internal.format.Owner;
import io.interlock.sync.OnOwnerDeath;
import java.lang.invoke.VarHandle;

/**
 * A {@link RobustLock} as one opening of its region uses it, until that is closed: finds the calling thread's owner word fast,
 * counts how often a reentrant holder has it, recovers, and serves conditions.
 */
public final class OpenedLock extends RobustLock implements ConditionLock {

    /** Replacing the cached owner at each miss would move the cache line among the threads of a process. */
    private static final int MISSES_PER_REPLACEMENT = 256;

    private final LockScope opening;

    /** The last thread that came here, which most often is the next: a lookup in a thread-local costs half a lock. */
    private Owner cached = Owner.NONE;

    private int misses;

    /**
     * Attaches to a lock.
     *
     * @param here what this process knows of its own hold: the same object for all who attach
     * @param where the beginning of every message about this lock
     */
    public OpenedLock(LockScope opening, MappedMemory memory, LocalHold here, OnOwnerDeath onOwnerDeath, String where) {
        super(opening, memory, here, onOwnerDeath, where);
        this.opening = opening;
        opening.onClose(() -> cached = Owner.NONE);
        opening.onForget(() -> cached = Owner.NONE);
    }

    /** The calling thread. */
    public Owner self() {
        Owner owner = cached;
        return owner.thread() == Thread.currentThread() ? owner : selfUncached();
    }

    /**
     * The calling thread, for an unlock: the holder of a lock can release it also once the region is closed.
     *
     * @throws RegionClosedException if the region is closed, and the calling thread has nothing in it
     */
    public Owner selfToRelease() {
        Owner owner = cached;
        return owner.thread() == Thread.currentThread() ? owner : selfToReleaseUncached();
    }

    private Owner selfToReleaseUncached() {
        Owner known = opening.isClosed() ? threads.currentIfAny() : null;
        return known == null ? selfUncached() : known;
    }

    private Owner selfUncached() {
        opening.requireOpen();
        Owner owner = threads.current();
        if (misses++ % MISSES_PER_REPLACEMENT == 0) {
            cached = owner;
            // The region may have been closed since the look above, and have missed this entry.
            VarHandle.fullFence();
            if (opening.isClosed()) {
                cached = Owner.NONE;
                opening.requireOpen();
            }
        }
        return owner;
    }

    /** True if this thread, which is the caller, holds the lock. */
    public boolean isHeldBy(Owner me) {
        return here.isBy(me);
    }

    /** How often this thread, which is the caller, has taken the lock and not released it; 0 if it does not hold it. */
    public int holds(Owner me) {
        return here.isBy(me) ? here.holds() : 0;
    }

    /** True while some thread that lives holds the lock; only a moment's truth. */
    public boolean isLocked() {
        opening.requireOpen();
        long holder = holder();
        while (holder != Owner.NOBODY && threads.isDead(holder) && !isStill(holder)) {
            holder = holder();
        }
        return holder != Owner.NOBODY && !threads.isDead(holder);
    }

    /**
     * Takes the lock, for a reentrant one, once more where the caller has it.
     *
     * @return false if it has to wait for it
     */
    public boolean takeAgainOrFree(Owner me) {
        return takenAgain(me) || takeFree(me);
    }

    /** For a reentrant lock: takes it if that takes no longer than so many nanoseconds; 0 does not wait. */
    public boolean takeAgainOrAwait(Owner me, long timeoutNs) throws InterruptedException {
        return takenAgain(me) || takeNow(me) || (timeoutNs > 0 && awaitTaken(me, timeoutNs));
    }

    /** For a reentrant lock: takes it; interrupts do not end the wait. */
    public void takeAgainOrAwait(Owner me) {
        if (!takeAgainOrFree(me)) {
            awaitTaken(me);
        }
    }

    /** For a reentrant lock: takes it if that takes no wait. */
    public boolean takeAgainOrNow(Owner me) {
        return takenAgain(me) || takeNow(me);
    }

    /** For a reentrant lock: undoes one taking. */
    public void releaseOnce() {
        if (!here.isBy(selfToRelease())) {
            throw notHeld();
        }
        if (!here.releasedOnce()) {
            releaseFree();
        }
    }

    private boolean takenAgain(Owner me) {
        if (!here.isBy(me)) {
            return false;
        }
        takeAgain();
        return true;
    }

    /** For a reentrant lock: takes it once more; by its holder. */
    public void takeAgain() {
        if (!here.takenAgain()) {
            throw new Error(where() + ": taken " + here.holds() + " times by one thread; are unlocks missing?");
        }
    }

    /**
     * For {@code unlock} by a thread that may not.
     *
     * @throws RegionClosedException if the region is closed
     */
    public IllegalMonitorStateException notHeld() {
        opening.requireOpen();
        return notHeld("unlock");
    }

    private IllegalMonitorStateException notHeld(String operation) {
        String found = holder() == Owner.NOBODY ? "nobody" : "another thread";
        return new IllegalMonitorStateException(
                where() + ": " + operation + " by " + Thread.currentThread() + ", but " + found + " holds the lock");
    }

    @Override
    public Owner requireHeld(String operation) {
        Owner me = self();
        if (!here.isBy(me)) {
            throw notHeld(operation);
        }
        return me;
    }

    @Override
    public int fullyRelease() {
        int holds = here.holds();
        releaseFree();
        return holds;
    }

    @Override
    public void reacquire(Owner me, int holds) {
        opening.requireOpen();
        if (!takeFree(me)) {
            awaitTaken(me);
        }
        here.takenBack(holds);
    }

    @Override
    public RobustLock lock() {
        return this;
    }
}
