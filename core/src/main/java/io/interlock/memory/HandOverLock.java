package io.interlock.memory;

import java.lang.invoke.VarHandle;
import java.util.concurrent.TimeUnit;

/**
 * The lock within a collection, among the threads of all processes: one owner word, and whoever finds its owner dead takes
 * it over. The algorithm is that of the public locks, see {@code io.interlock.sync.Exclusion}; those are a part of what
 * users see, this is not.
 *
 * <p>Who takes it over learns so from {@link #takenOver}, which has changed since it last looked: what the lock guards may be
 * half done then. A taker that dies before it has counted is itself taken over from, and that is counted.
 *
 * <p>Not reentrant: a thread that takes it again gets an {@link IllegalStateException} instead of waiting for itself.
 */
public final class HandOverLock {

    /*
     * STATE        meaning                          leaves by
     * NOBODY       no owner                         CAS to the taker's owner word
     * owner word   held, or left by a dead owner    release store of NOBODY by the owner; CAS by who takes over
     */

    private final MappedMemory memory;
    private final ThreadTable threads;
    private final HeldHere here = new HeldHere();
    private final WaitingLoop waiting;
    private final boolean fenceOnRelease;
    private final String where;

    /**
     * Attaches to a lock; no words of it need to be initialised but to zero.
     *
     * @param memory laid out as {@link LockLayout} says
     * @param where the beginning of every message about this lock
     */
    public HandOverLock(RegionFile file, MappedMemory memory, String where) {
        this.memory = memory;
        this.threads = file.threads();
        this.waiting = new WaitingLoop(file, memory, LockLayout.WAITERS, SpinBudget.forExclusion());
        this.fenceOnRelease = waiting.wakerNeedsFence();
        this.where = where;
    }

    /** Takes the lock, whatever interrupts. */
    public void lock() {
        Owner me = threads.current();
        if (!take(Owner.NOBODY, me)) {
            requireNotHeld(me);
            waiting.await(new Acquisition(me));
        }
    }

    /**
     * Takes the lock if that takes no longer.
     *
     * @return false if it is not taken: also when the thread has it already, or is interrupted, which it then still is
     */
    public boolean tryLock(long timeout, TimeUnit unit) {
        Owner me = threads.current();
        if (take(Owner.NOBODY, me)) {
            return true;
        }
        if (here.isBy(me)) {
            return false;
        }
        try {
            return waiting.await(new Acquisition(me), unit.toNanos(timeout));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** Frees the lock; by its holder. */
    public void unlock() {
        var unused = here.released();
        // [LOCK] release: the critical section's writes precede this store for whoever takes the lock next.
        memory.putLongRelease(LockLayout.STATE, Owner.NOBODY);
        if (fenceOnRelease) {
            VarHandle.fullFence();
        }
        // [SLEEP] the waker's side: the store above is before this load, by the fence above or by the sleeper's.
        if (memory.getIntOpaque(LockLayout.WAITERS) != 0) {
            waiting.wakeOne();
        }
    }

    /** True if the calling thread holds the lock. */
    public boolean isHeldByCaller() {
        return here.isBy(threads.current());
    }

    /** True while it is left by a dead owner and nobody has taken it over. */
    public boolean isLeft() {
        long holder = memory.getLongVolatile(LockLayout.STATE);
        return holder != Owner.NOBODY && threads.isDead(holder) && memory.getLongVolatile(LockLayout.STATE) == holder;
    }

    /** How often the lock was taken over from a dead owner; for its holder. */
    public long takenOver() {
        return memory.getLong(LockLayout.ABANDONED);
    }

    private void requireNotHeld(Owner me) {
        if (here.isBy(me)) {
            throw new IllegalStateException(where
                    + ": used again by the thread that is at work in it; a function that it was given must not use it");
        }
    }

    private boolean take(long from, Owner me) {
        // [LOCK] acquire: the critical section sees what every earlier one wrote.
        if (!memory.compareAndSetLong(LockLayout.STATE, from, me.word())) {
            return false;
        }
        here.taken(me);
        return true;
    }

    /** One thread's wait for this lock. */
    private final class Acquisition implements WaitingLoop.Attempt {

        private final Owner me;

        Acquisition(Owner me) {
            this.me = me;
        }

        @Override
        public long attempt() {
            long holder = memory.getLongOpaque(LockLayout.STATE);
            return holder == Owner.NOBODY && take(Owner.NOBODY, me) ? WaitingLoop.DONE : holder;
        }

        @Override
        public boolean onDeath(long ownerWord) {
            if (!take(ownerWord, me)) {
                return false;
            }
            memory.putLongOpaque(LockLayout.ABANDONED, memory.getLong(LockLayout.ABANDONED) + 1);
            return true;
        }

        /** Always: the owner that others watch has changed, and with it the life that they have to watch. */
        @Override
        public boolean nextShouldLook() {
            return true;
        }
    }
}
