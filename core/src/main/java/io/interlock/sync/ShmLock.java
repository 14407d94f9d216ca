package io.interlock.sync;

import io.interlock.OwnerDiedException;
import io.interlock.RegionClosedException;
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
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.Lock;

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
 * <p><b>Errors:</b> {@link RegionClosedException} after the region was closed. A lock that is held while its region is
 * closed stays held; when its owner is the closing thread and the region's last user in the process, it counts as left by
 * a dead owner.
 *
 * <p><b>Size:</b> 128 bytes, and its name.
 *
 * <p>The algorithm is the three-state futex mutex of Ulrich Drepper, "Futexes Are Tricky" (2011), with the waiters flag
 * in a word of its own, so that the release is a plain store instead of a second atomic operation; the fence that this
 * would need is the sleeper's, see {@code core/docs/decisions/0002-asymmetric-fence.md}.
 */
public final class ShmLock implements Lock {

    static {
        PrimitiveType.register(ShmLock.class, new Type());
    }

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
    private final HeldHere here;
    private final ThreadTable threads;
    private final WaitingLoop waiting;
    private final boolean fenceOnRelease;

    /** The last thread that came here, which most often is the next: a lookup in a thread-local costs half a lock. */
    private Owner cached = Owner.NONE;

    private int misses;

    private ShmLock(Attachment region, Heap.Entry entry, OnOwnerDeath onOwnerDeath) {
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
     * Takes the lock, waiting for it as long as it takes.
     *
     * @throws IllegalMonitorStateException if the calling thread holds it already
     * @throws OwnerDiedException if its owner died with it, unless it was created with {@link OnOwnerDeath#HAND_OVER}
     * @throws RegionClosedException if the region was closed
     */
    @Override
    public void lock() {
        Owner me = self();
        if (!take(FREE, me)) {
            lockContended(me);
        }
    }

    /** As {@link #lock}, but gives up when the thread is interrupted, within 50 ms. */
    @Override
    public void lockInterruptibly() throws InterruptedException {
        if (Thread.interrupted()) {
            throw new InterruptedException();
        }
        Owner me = self();
        if (!take(FREE, me)) {
            requireNotHeldBy(me);
            waiting.await(new Acquisition(me), Long.MAX_VALUE);
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
        Owner me = self();
        if (take(FREE, me)) {
            return true;
        }
        long holder = memory.getLongVolatile(LockLayout.STATE);
        return holder != FREE && holder != me.word() && threads.isDead(holder) && takeOver(holder, me);
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
        if (Thread.interrupted()) {
            throw new InterruptedException();
        }
        return tryLock() || (time > 0 && waiting.await(new Acquisition(self()), unit.toNanos(time)));
    }

    /**
     * Releases the lock and, where somebody sleeps for it, wakes one.
     *
     * @throws IllegalMonitorStateException if the calling thread does not hold it; nothing changes then
     */
    @Override
    public void unlock() {
        if (!here.isBy(self())) {
            throw notHeld();
        }
        release(FREE);
    }

    /** Not offered yet: waiting on a condition needs a lock that can be put aside, which comes with the conditions. */
    @Override
    public Condition newCondition() {
        throw new UnsupportedOperationException(where() + ": a ShmLock has no conditions in this version");
    }

    /**
     * Takes a lock whose owner died, lets the caller repair what it guards, and frees it. Others wait meanwhile, as for
     * any owner.
     *
     * @param repair brings what the lock guards back to a consistent state; must not unlock. If it throws, or its thread
     *     dies, the lock stays as left by a dead owner, and the exception goes to the caller
     * @return true if the repair ran; false if there was no dead owner, as somebody else has recovered the lock already
     */
    public boolean recover(Runnable repair) {
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
    public boolean isLocked() {
        region.requireOpen();
        long holder = memory.getLongVolatile(LockLayout.STATE);
        return holder != FREE && !threads.isDead(holder);
    }

    /** True if the calling thread holds the lock. */
    public boolean isHeldByCurrentThread() {
        return here.isBy(self());
    }

    /** True while the lock is left by a dead owner and nobody has taken it over. */
    public boolean isAbandoned() {
        region.requireOpen();
        long holder = memory.getLongVolatile(LockLayout.STATE);
        return holder != FREE && threads.isDead(holder);
    }

    /**
     * How often the lock was taken over from a dead owner, since its creation. A taker that itself dies within its first
     * instructions may be missing.
     */
    public long abandonedCount() {
        region.requireOpen();
        return memory.getLongOpaque(LockLayout.ABANDONED);
    }

    /** What its creator chose. */
    public OnOwnerDeath onOwnerDeath() {
        return onOwnerDeath;
    }

    /** The name under which the region knows it. */
    public String name() {
        return name;
    }

    @Override
    public String toString() {
        return "ShmLock[" + where() + "]";
    }

    private void lockContended(Owner me) {
        requireNotHeldBy(me);
        waiting.await(new Acquisition(me));
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

    /** The holder is dead: takes over or reports it. False only when somebody else was faster. */
    private boolean takeOver(long dead, Owner me) {
        if (onOwnerDeath == OnOwnerDeath.FAIL) {
            throw new OwnerDiedException(
                    where() + ": its owner ended while it held the lock; repair what it guards, in recover(...)");
        }
        if (!take(dead, me)) {
            return false;
        }
        countAbandoned();
        return true;
    }

    private void countAbandoned() {
        memory.putLongOpaque(LockLayout.ABANDONED, memory.getLong(LockLayout.ABANDONED) + 1);
    }

    private Owner self() {
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

    private void requireNotHeldBy(Owner me) {
        if (here.isBy(me)) {
            throw new IllegalMonitorStateException(where()
                    + ": this thread holds the lock already and would wait for itself; a ShmLock is not reentrant");
        }
    }

    private IllegalMonitorStateException notHeld() {
        long holder = memory.getLongVolatile(LockLayout.STATE);
        String found = holder == FREE ? "nobody" : "another thread";
        return new IllegalMonitorStateException(
                where() + ": unlock by " + Thread.currentThread() + ", but " + found + " holds the lock");
    }

    private String where() {
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
    }

    private static final class Type extends PrimitiveType<ShmLock, OnOwnerDeath> {

        Type() {
            super(Kind.LOCK);
        }

        @Override
        protected String describe(OnOwnerDeath config) {
            return "onOwnerDeath=" + config;
        }

        @Override
        protected int bytes(OnOwnerDeath config) {
            return LockLayout.BYTES;
        }

        @Override
        protected ShmLock attach(Attachment region, Heap.Entry entry, OnOwnerDeath config) {
            return new ShmLock(region, entry, config);
        }
    }
}
