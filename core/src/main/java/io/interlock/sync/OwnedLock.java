package io.interlock.sync;

import io.interlock.OwnerDiedException;
import io.interlock.memory.Attachment;
import io.interlock.memory.Heap;
import io.interlock.memory.HeldHere;
import io.interlock.memory.Kind;
import io.interlock.memory.MappedMemory;
import io.interlock.memory.Owner;
import io.interlock.memory.PrimitiveType;
import io.interlock.memory.SpinBudget;
import io.interlock.memory.ThreadTable;
import io.interlock.memory.WaitingLoop;
import java.lang.invoke.VarHandle;
import java.util.concurrent.locks.Lock;

/**
 * What {@link ShmLock} and {@link ShmReentrantLock} share: one owner word, taken by compare-and-set, waited for in the one
 * waiting loop, handed over or reported when its owner dies. What they do about an owner that comes again differs.
 *
 * <p>The algorithm is the three-state futex mutex of Ulrich Drepper, "Futexes Are Tricky" (2011), with the waiters flag
 * in a word of its own, so that the release is a plain store instead of a second atomic operation; the fence that this
 * would need is the sleeper's, see {@code core/docs/decisions/0002-asymmetric-fence.md}.
 */
abstract class OwnedLock implements Lock {

    /*
     * STATE             meaning                          leaves by
     * FREE              no owner                         CAS to the taker's owner word
     * owner word        held, or left by a dead owner    release store of FREE by the owner; CAS by who takes over
     * LEFT              a repair failed                  CAS by the next to repair
     *
     * Invariant: only the thread that an owner word names, or a thread that has found that one dead, moves STATE away
     * from it. A dead owner stays dead, so both cannot happen.
     */
    private static final long FREE = Owner.NOBODY;

    /** An owner word whose slot number no thread has, so that it always reads as dead. */
    private static final long LEFT = 0xFFFF;

    /** Replacing the cached owner at each miss would move the cache line among the threads of a process. */
    private static final int MISSES_PER_REPLACEMENT = 256;

    private final Attachment region;
    private final String name;
    private final OnOwnerDeath onOwnerDeath;
    private final MappedMemory memory;
    private final ThreadTable threads;
    private final WaitingLoop waiting;
    private final boolean fenceOnRelease;

    /** What this process knows of its own hold. */
    final HeldHere here;

    /** The last thread that came here, which most often is the next: a lookup in a thread-local costs half a lock. */
    private Owner cached = Owner.NONE;

    private int misses;

    /** How a lock with an owner stands in a region; the configuration is what happens when that owner dies. */
    static <T extends OwnedLock> PrimitiveType<T, OnOwnerDeath> type(
            Kind kind, PrimitiveType.Constructor<T, OnOwnerDeath> constructor) {
        return PrimitiveType.zeroed(
                kind, LockLayout.BYTES, onOwnerDeath -> "onOwnerDeath=" + onOwnerDeath, constructor);
    }

    OwnedLock(Attachment region, Heap.Entry entry, OnOwnerDeath onOwnerDeath) {
        this.region = region;
        this.name = entry.name();
        this.onOwnerDeath = onOwnerDeath;
        this.memory = entry.body();
        this.here = entry.heldHere();
        this.threads = region.file().threads();
        this.waiting = new WaitingLoop(region.file(), memory, LockLayout.WAITERS, SpinBudget.forExclusion());
        this.fenceOnRelease = waiting.wakerNeedsFence();
        region.onClose(() -> cached = Owner.NONE);
    }

    /**
     * Takes a lock whose owner died, lets the caller repair what it guards, and frees it. Others wait meanwhile, as for
     * any owner.
     *
     * @param repair brings what the lock guards back to a consistent state; must not unlock. If it throws, or its thread
     *     dies, the lock stays as left by a dead owner, and the exception goes to the caller
     * @return true if the repair ran; false if there was no dead owner, as somebody else has recovered the lock already
     */
    public final boolean recover(Runnable repair) {
        Owner me = self();
        long dead = memory.getLongVolatile(LockLayout.STATE);
        if (dead == FREE || !threads.isDead(dead) || !take(dead, me)) {
            return false;
        }
        countAbandoned();
        boolean repaired = false;
        try {
            repair.run();
            repaired = true;
        } finally {
            release(repaired ? FREE : LEFT);
        }
        return true;
    }

    /** True while some thread that lives holds the lock; only a moment's truth. */
    public final boolean isLocked() {
        region.requireOpen();
        long holder = memory.getLongVolatile(LockLayout.STATE);
        while (holder != FREE && threads.isDead(holder) && !isStill(holder)) {
            holder = memory.getLongVolatile(LockLayout.STATE);
        }
        return holder != FREE && !threads.isDead(holder);
    }

    /** True if the calling thread holds the lock. */
    public final boolean isHeldByCurrentThread() {
        return here.isBy(self());
    }

    /** True while the lock is left by a dead owner and nobody has taken it over. */
    public final boolean isAbandoned() {
        region.requireOpen();
        long holder = memory.getLongVolatile(LockLayout.STATE);
        return holder != FREE && threads.isDead(holder) && isStill(holder);
    }

    /**
     * How often the lock was taken over from a dead owner, since its creation. A taker that itself dies within its first
     * instructions may be missing.
     */
    public final long abandonedCount() {
        region.requireOpen();
        return memory.getLongOpaque(LockLayout.ABANDONED);
    }

    /** What its creator chose. */
    public final OnOwnerDeath onOwnerDeath() {
        return onOwnerDeath;
    }

    /** The name under which the region knows it. */
    public final String name() {
        return name;
    }

    @Override
    public String toString() {
        return getClass().getSimpleName() + "[" + where() + "]";
    }

    /** The fast path: one compare-and-set. */
    final boolean takeFree(Owner me) {
        return take(FREE, me);
    }

    /** Takes the lock if it is free or may be taken over; does not wait. */
    final boolean takeNow(Owner me) {
        if (takeFree(me)) {
            return true;
        }
        long holder = memory.getLongVolatile(LockLayout.STATE);
        return holder != FREE
                && holder != me.word()
                && threads.isDead(holder)
                && (takeOver(holder, me) || takeFree(me));
    }

    /** The slow path, whatever interrupts. */
    final void awaitTaken(Owner me) {
        waiting.await(new Acquisition(me));
    }

    /** The slow path; {@code Long.MAX_VALUE} waits for ever. */
    final boolean awaitTaken(Owner me, long timeoutNs) throws InterruptedException {
        return waiting.await(new Acquisition(me), timeoutNs);
    }

    /** Frees the lock; by its holder. */
    final void releaseFree() {
        release(FREE);
    }

    private boolean take(long from, Owner me) {
        // [LOCK] acquire: the critical section sees what every earlier one wrote.
        if (!memory.compareAndSetLong(LockLayout.STATE, from, me.word())) {
            return false;
        }
        here.taken(me);
        return true;
    }

    private void release(long to) {
        here.released();
        // [LOCK] release: the critical section's writes precede this store for whoever takes the lock next.
        memory.putLongRelease(LockLayout.STATE, to);
        if (fenceOnRelease) {
            VarHandle.fullFence();
        }
        // [SLEEP] the waker's side: the store above is before this load, by the fence above or by the sleeper's.
        if (memory.getIntOpaque(LockLayout.WAITERS) != 0) {
            waiting.wakeOne();
        }
    }

    /** The holder is dead: takes over or reports it. False when it left no lock, or somebody else was faster. */
    private boolean takeOver(long dead, Owner me) {
        if (onOwnerDeath == OnOwnerDeath.FAIL) {
            if (!isStill(dead)) {
                return false;
            }
            throw new OwnerDiedException(
                    where() + ": its owner ended while it held the lock; repair what it guards, in recover(...)");
        }
        if (!take(dead, me)) {
            return false;
        }
        countAbandoned();
        return true;
    }

    /** To be asked once a holder is seen dead: it may have unlocked, and ended, since it was seen to hold the lock. */
    private boolean isStill(long holder) {
        return memory.getLongVolatile(LockLayout.STATE) == holder;
    }

    private void countAbandoned() {
        memory.putLongOpaque(LockLayout.ABANDONED, memory.getLong(LockLayout.ABANDONED) + 1);
    }

    final Owner self() {
        Owner owner = cached;
        return owner.thread() == Thread.currentThread() ? owner : selfUncached();
    }

    private Owner selfUncached() {
        region.requireOpen();
        Owner owner = threads.current();
        if (misses++ % MISSES_PER_REPLACEMENT == 0) {
            cached = owner;
            // The region may have been closed since the look above, and have missed this entry.
            VarHandle.fullFence();
            if (region.isClosed()) {
                cached = Owner.NONE;
                region.requireOpen();
            }
        }
        return owner;
    }

    final IllegalMonitorStateException notHeld() {
        long holder = memory.getLongVolatile(LockLayout.STATE);
        String found = holder == FREE ? "nobody" : "another thread";
        return new IllegalMonitorStateException(
                where() + ": unlock by " + Thread.currentThread() + ", but " + found + " holds the lock");
    }

    final String where() {
        return region.file().where() + " lock=" + name;
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
            if (holder == FREE && take(FREE, me)) {
                return WaitingLoop.DONE;
            }
            return holder;
        }

        @Override
        public boolean onDeath(long ownerWord) {
            return takeOver(ownerWord, me);
        }

        /** Always: the owner that others watch has changed, and with it the life that they have to watch. */
        @Override
        public boolean nextShouldLook() {
            return true;
        }
    }
}
