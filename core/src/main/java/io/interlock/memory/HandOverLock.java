package io.interlock.memory;

import java.util.concurrent.TimeUnit;

/**
 * The lock within a collection, among the threads of all processes: an owner word, and whoever finds its owner dead takes it
 * over.
 *
 * <p>Who takes it over learns so from {@link #takenOver}, which has changed since it last looked: what the lock guards may be
 * half done then. A taker that dies before it has counted is itself taken over from, and that is counted.
 *
 * <p>Not reentrant: a thread that takes it again gets an {@link IllegalStateException} instead of waiting for itself.
 */
@SuppressWarnings("serial") // does not travel
public final class HandOverLock extends OwnerWord {

    private final String where;

    /**
     * Attaches to a lock; no words of it need to be initialised but to zero.
     *
     * @param memory laid out as {@link LockLayout} says
     * @param where the beginning of every message about this lock
     */
    public HandOverLock(RegionFile file, MappedMemory memory, String where) {
        super(file, memory);
        this.where = where;
    }

    /** Takes the lock, whatever interrupts. */
    public void lock() {
        Owner me = threads().current();
        if (!take(Owner.NOBODY, me)) {
            requireNotHeld(me);
            awaitTaken(me);
        }
    }

    /**
     * Takes the lock if that takes no longer.
     *
     * @return false if it is not taken: also when the thread has it already, or is interrupted, which it then still is
     */
    public boolean tryLock(long timeout, TimeUnit unit) {
        Owner me = threads().current();
        if (take(Owner.NOBODY, me)) {
            return true;
        }
        if (here().isBy(me)) {
            return false;
        }
        try {
            return awaitTaken(me, unit.toNanos(timeout));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** Frees the lock; by its holder. */
    public void unlock() {
        release(Owner.NOBODY);
    }

    /** By its holder, which has failed in the middle of a change: leaves the lock as a death would, so that the next repairs. */
    public void leave() {
        release(Owner.LEFT);
    }

    /** True if the calling thread holds the lock. */
    public boolean isHeldByCaller() {
        return here().isBy(threads().current());
    }

    /** True while it is left by a dead owner and nobody has taken it over. */
    public boolean isLeft() {
        return isLeftByDead();
    }

    /** How often the lock was taken over from a dead owner; for its holder. */
    public long takenOver() {
        return timesTakenOver();
    }

    @Override
    protected boolean takeOver(long dead, Owner me) {
        return takeFromDead(dead, me);
    }

    private void requireNotHeld(Owner me) {
        if (here().isBy(me)) {
            throw new IllegalStateException(where
                    + ": used again by the thread that is at work in it; a function that it was given must not use it");
        }
    }
}
