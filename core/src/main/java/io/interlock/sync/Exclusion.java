package io.interlock.sync;

import io.interlock.OwnerDiedException;
import io.interlock.memory.Attachment;
import io.interlock.memory.Heap;
import io.interlock.memory.HeldHere;
import io.interlock.memory.Inspection;
import io.interlock.memory.LockLayout;
import io.interlock.memory.MappedMemory;
import io.interlock.memory.Owner;
import io.interlock.memory.Primitive;
import io.interlock.memory.RegionFile;
import io.interlock.memory.SpinBudget;
import io.interlock.memory.ThreadTable;
import io.interlock.memory.WaitingLoop;
import java.lang.invoke.VarHandle;

/**
 * Mutual exclusion among the threads of all processes: one owner word, taken by compare-and-set, waited for in the one
 * waiting loop, handed over or reported when its owner dies. What all locks are made of.
 *
 * <p>The algorithm is the three-state futex mutex of Ulrich Drepper, "Futexes Are Tricky" (2011), with the waiters flag
 * in a word of its own, so that the release is a plain store instead of a second atomic operation; the fence that this
 * would need is the sleeper's, see {@code core/docs/decisions/0002-asymmetric-fence.md}.
 */
@SuppressWarnings("serial") // travels as a handle
abstract class Exclusion extends Primitive {

    /*
     * STATE             meaning                          leaves by
     * FREE              no owner                         CAS to the taker's owner word
     * owner word        held, or left by a dead owner    release store of FREE by the owner; CAS by who takes over
     * LEFT              a repair failed                  CAS by the next to repair
     *
     * Invariant: only the thread that an owner word names, or a thread that has found that one dead, moves STATE away
     * from it. A dead owner stays dead, so both cannot happen.
     */
    static final long FREE = Owner.NOBODY;

    /** An owner word whose slot number no thread has, so that it always reads as dead. */
    static final long LEFT = 0xFFFF;

    final MappedMemory memory;
    final ThreadTable threads;

    /** What this process knows of its own hold. */
    final HeldHere here;

    private final OnOwnerDeath onOwnerDeath;
    private final WaitingLoop waiting;
    private final boolean fenceOnRelease;

    /** A primitive of its own. */
    Exclusion(Attachment region, Heap.Entry entry, OnOwnerDeath onOwnerDeath) {
        super(region, entry.name());
        this.memory = entry.body();
        this.here = entry.heldHere();
        this.threads = region.file().threads();
        this.onOwnerDeath = onOwnerDeath;
        this.waiting = new WaitingLoop(region.file(), memory, LockLayout.WAITERS, SpinBudget.forExclusion());
        this.fenceOnRelease = waiting.wakerNeedsFence();
    }

    /**
     * A part of another primitive.
     *
     * @param memory laid out as {@link LockLayout} says
     */
    Exclusion(RegionFile file, MappedMemory memory, HeldHere here, OnOwnerDeath onOwnerDeath) {
        this.memory = memory;
        this.here = here;
        this.threads = file.threads();
        this.onOwnerDeath = onOwnerDeath;
        this.waiting = new WaitingLoop(file, memory, LockLayout.WAITERS, SpinBudget.forExclusion());
        this.fenceOnRelease = waiting.wakerNeedsFence();
    }

    /** Tells people who holds it; see {@link LockLayout}. */
    static void inspect(MappedMemory memory, Inspection into) {
        long holder = memory.getLongVolatile(LockLayout.STATE);
        into.holder("owner", holder);
        into.put("locked", holder != FREE && !into.isDead(holder));
        into.put("leftByDeadOwner", holder != FREE && into.isDead(holder));
        into.put("abandoned", memory.getLongOpaque(LockLayout.ABANDONED));
    }

    /** The beginning of every message about this lock. */
    abstract String where();

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

    /** Takes the lock from a dead owner, if there is one, and runs the repair; see {@link OwnedLock#recover}. */
    final boolean takeOverAndRepair(Owner me, Runnable repair) {
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

    /** The owner word of whoever holds it now, dead or alive; {@link #FREE} for nobody. */
    final long holder() {
        return memory.getLongVolatile(LockLayout.STATE);
    }

    /** True while it is left by a dead owner and nobody has taken it over. */
    final boolean isLeft() {
        long holder = holder();
        return holder != FREE && threads.isDead(holder) && isStill(holder);
    }

    final long takenOver() {
        return memory.getLongOpaque(LockLayout.ABANDONED);
    }

    final OnOwnerDeath policy() {
        return onOwnerDeath;
    }

    /** To be asked once a holder is seen dead: it may have unlocked, and ended, since it was seen to hold the lock. */
    final boolean isStill(long holder) {
        return holder() == holder;
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
        HeldHere.Wake toWake = here.released();
        // [LOCK] release: the critical section's writes precede this store for whoever takes the lock next.
        memory.putLongRelease(LockLayout.STATE, to);
        if (fenceOnRelease) {
            VarHandle.fullFence();
        }
        // [SLEEP] the waker's side: the store above is before this load, by the fence above or by the sleeper's.
        if (memory.getIntOpaque(LockLayout.WAITERS) != 0) {
            waiting.wakeOne();
        }
        if (toWake != null) {
            toWake.all();
        }
    }

    /** The holder is dead: takes over or reports it. False when it left no lock, or somebody else was faster. */
    private boolean takeOver(long dead, Owner me) {
        if (onOwnerDeath == OnOwnerDeath.FAIL) {
            if (!isStill(dead)) {
                return false;
            }
            throw ownerDied();
        }
        if (!take(dead, me)) {
            return false;
        }
        countAbandoned();
        return true;
    }

    final OwnerDiedException ownerDied() {
        return new OwnerDiedException(
                where() + ": its owner ended while it held the lock; repair what it guards, in recover(...)");
    }

    private void countAbandoned() {
        memory.putLongOpaque(LockLayout.ABANDONED, memory.getLong(LockLayout.ABANDONED) + 1);
    }

    /** The longest sleep of a waiter at once, in nanoseconds. */
    long mostSleepNs() {
        return Long.MAX_VALUE;
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

        @Override
        public long mostSleepNs() {
            return Exclusion.this.mostSleepNs();
        }

        /** Always: the owner that others watch has changed, and with it the life that they have to watch. */
        @Override
        public boolean nextShouldLook() {
            return true;
        }
    }
}
