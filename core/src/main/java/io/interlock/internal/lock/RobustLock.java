package io.interlock.internal.lock;

import io.interlock.OwnerDiedException;
import io.interlock.internal.access.MappedMemory;
import io.interlock.internal.access.Words;
import io.interlock.internal.format.LockLayout;
import io.interlock.internal.format.Owner;
import io.interlock.internal.thread.Inspection;
import io.interlock.internal.thread.ThreadTable;
import io.interlock.internal.wait.SpinBudget;
import io.interlock.internal.wait.WaitScope;
import io.interlock.internal.wait.WaitingLoop;
import io.interlock.sync.OnOwnerDeath;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * Mutual exclusion among the threads of all processes: one owner word, taken by compare-and-set, waited for in the one
 * waiting loop, taken over from an owner that died. Every lock has one: those that users see, and {@link InternalMutex}.
 *
 * <p>The algorithm is the three-state futex mutex of Ulrich Drepper, "Futexes Are Tricky" (2011), with the waiters flag
 * in a word of its own, so that the release is a plain store instead of a second atomic operation; the fence that this
 * would need is the sleeper's, see {@code core/docs/decisions/0002-asymmetric-fence.md}.
 */
public class RobustLock {

    /*
     * STATE             meaning                          leaves by
     * NOBODY            no owner                         CAS to the taker's owner word
     * owner word        held, or abandoned by a dead one  release store of NOBODY by the owner; CAS by the thread that takes over
     * ABANDONED         a repair failed                  CAS by the next to repair
     *
     * Invariant: only the thread that an owner word names, or a thread that has found that one dead, moves STATE away
     * from it. A dead owner stays dead, so both cannot happen.
     */
    private final MappedMemory memory;
    private final ByteBuffer words;
    final ThreadTable threads;
    final LocalHold here;
    private final WaitingLoop waiting;
    private final boolean fenceOnRelease;
    private final OnOwnerDeath onOwnerDeath;
    private final String where;
    private final long maxSleepNs;

    /**
     * Attaches to a lock; no words of it need to be initialised but to zero.
     *
     * @param scope ends the waits when it is closed
     * @param memory laid out as {@link LockLayout} says
     * @param here what this process knows of its own hold: the same object for all who attach
     * @param where the beginning of every message about this lock
     */
    public RobustLock(WaitScope scope, MappedMemory memory, LocalHold here, OnOwnerDeath onOwnerDeath, String where) {
        this(scope, memory, here, onOwnerDeath, where, Long.MAX_VALUE);
    }

    /**
     * The same with an upper bound for one sleep.
     *
     * @param maxSleepNs the longest sleep of a waiter at once, in nanoseconds
     */
    public RobustLock(
            WaitScope scope,
            MappedMemory memory,
            LocalHold here,
            OnOwnerDeath onOwnerDeath,
            String where,
            long maxSleepNs) {
        this.memory = memory;
        this.words = memory.words();
        this.here = here;
        this.threads = scope.threads();
        this.waiting = new WaitingLoop(scope, memory, LockLayout.WAITERS, SpinBudget.forExclusion());
        this.fenceOnRelease = waiting.wakerNeedsFence();
        this.onOwnerDeath = onOwnerDeath;
        this.where = where;
        this.maxSleepNs = maxSleepNs;
    }

    /** Tells people who holds it; see {@link LockLayout}. */
    public static void inspect(MappedMemory memory, Inspection into) {
        long holder = memory.getLongVolatile(LockLayout.STATE);
        into.holder("owner", holder);
        into.put("locked", holder != Owner.NOBODY && !into.isDead(holder));
        into.put("leftByDeadOwner", holder != Owner.NOBODY && into.isDead(holder));
        into.put("abandoned", memory.getLongOpaque(LockLayout.ABANDONED));
    }

    /** The beginning of every message about this lock. */
    public final String where() {
        return where;
    }

    /** The lock's words. */
    public final ByteBuffer words() {
        return words;
    }

    /** What this process knows of its own hold. */
    public final LocalHold here() {
        return here;
    }

    public final ThreadTable threads() {
        return threads;
    }

    public final OnOwnerDeath onOwnerDeath() {
        return onOwnerDeath;
    }

    /** The fast path: one compare-and-set. */
    public final boolean takeFree(Owner me) {
        return takeFree(words, here, me);
    }

    /**
     * The fast path for a lock that keeps {@link #words} and {@link #here} in fields of its own. The loads of an unlock
     * wait for the compare-and-set before it, one after the other: a level of indirection costs 1.3 ns of 10.
     */
    public static boolean takeFree(ByteBuffer words, LocalHold here, Owner me) {
        return take(words, here, Owner.NOBODY, me);
    }

    /** Takes the lock if it is free or may be taken over; does not wait. */
    public final boolean takeNow(Owner me) {
        if (takeFree(me)) {
            return true;
        }
        long holder = holder();
        return holder != Owner.NOBODY
                && holder != me.word()
                && threads.isDead(holder)
                && (takeOver(holder, me) || takeFree(me));
    }

    /** Frees the lock; by its holder. */
    public final void releaseFree() {
        releaseFree(words, here);
    }

    /** The same for a lock that keeps {@link #words} and {@link #here}, as {@link #takeFree(ByteBuffer, LocalHold, Owner)}. */
    public final void releaseFree(ByteBuffer words, LocalHold here) {
        release(words, here, Owner.NOBODY);
    }

    /** Takes the lock from a dead owner, if there is one, and runs the repair; false if there is none. */
    public final boolean takeOverAndRepair(Owner me, Runnable repair) {
        long dead = holder();
        if (dead == Owner.NOBODY || !threads.isDead(dead) || !takeFromDead(dead, me)) {
            return false;
        }
        boolean repaired = false;
        try {
            repair.run();
            repaired = true;
        } finally {
            release(repaired ? Owner.NOBODY : Owner.ABANDONED);
        }
        return true;
    }

    /** Takes over or reports it. False when the dead holder left no lock, or somebody else was faster. */
    private boolean takeOver(long dead, Owner me) {
        if (onOwnerDeath == OnOwnerDeath.FAIL) {
            if (!isStill(dead)) {
                return false;
            }
            throw ownerDied();
        }
        return takeFromDead(dead, me);
    }

    public final OwnerDiedException ownerDied() {
        return new OwnerDiedException(
                where + ": its owner ended while it held the lock; repair what it guards, in recover(...)");
    }

    /** One compare-and-set, from nobody, or from an owner that is dead. */
    private static boolean take(ByteBuffer words, LocalHold here, long from, Owner me) {
        // [LOCK] acquire: the critical section sees what every earlier one wrote.
        if (!Words.compareAndSetLong(words, LockLayout.STATE, from, me.word())) {
            return false;
        }
        // Fields, not calls: a call could run out of stack, and the word is taken already.
        here.again = 0;
        here.ownerWord = me.word;
        return true;
    }

    /**
     * Takes it from an owner that is dead, and counts that. Should the counting fail, it is left as it was, for the next to count.
     */
    private boolean takeFromDead(long dead, Owner me) {
        if (!take(words, here, dead, me)) {
            return false;
        }
        try {
            memory.putLongOpaque(LockLayout.ABANDONED, memory.getLong(LockLayout.ABANDONED) + 1);
        } catch (Throwable e) {
            release(Owner.ABANDONED);
            throw e;
        }
        return true;
    }

    /** The slow path; interrupts do not end the wait. */
    public final void awaitTaken(Owner me) {
        Acquisition acquisition = new Acquisition(me);
        try {
            waiting.await(acquisition);
        } catch (Throwable e) {
            acquisition.undo();
            throw e;
        }
    }

    /** The slow path; {@code Long.MAX_VALUE} waits for ever. */
    public final boolean awaitTaken(Owner me, long timeoutNs) throws InterruptedException {
        Acquisition acquisition = new Acquisition(me);
        try {
            return waiting.await(acquisition, timeoutNs);
        } catch (Throwable e) {
            acquisition.undo();
            throw e;
        }
    }

    /** The slow path with a timeout; interrupts do not end the wait, and are kept. */
    public final boolean awaitTakenUninterruptibly(Owner me, long timeoutNs) {
        return awaitTakenUninterruptibly(waiting, me, timeoutNs);
    }

    /** The same for a thread that gives something back: closing the region does not end its wait. */
    public final boolean awaitTakenThoughClosed(Owner me, long timeoutNs) {
        return awaitTakenUninterruptibly(waiting.thoughClosed(), me, timeoutNs);
    }

    private boolean awaitTakenUninterruptibly(WaitingLoop loop, Owner me, long timeoutNs) {
        Acquisition acquisition = new Acquisition(me);
        try {
            return loop.awaitUninterruptibly(acquisition, timeoutNs);
        } catch (Throwable e) {
            acquisition.undo();
            throw e;
        }
    }

    /**
     * By the holder: frees the lock, or leaves it to be repaired. When this fails, by an error, the lock is released all the same if
     * a second try can do it; else the caller still holds it.
     */
    public final void release(long to) {
        release(words, here, to);
    }

    private void release(ByteBuffer words, LocalHold here, long to) {
        long mine = here.ownerWord;
        LocalHold.Wake toWake = here.released();
        boolean stored = false;
        try {
            // [LOCK] release: the critical section's writes precede this store for the next owner.
            Words.putLongRelease(words, LockLayout.STATE, to);
            stored = true;
            wakeAfterRelease(words, toWake);
        } catch (Throwable e) {
            try {
                if (!stored) {
                    Words.putLongRelease(words, LockLayout.STATE, to);
                    stored = true;
                }
                wakeAfterRelease(words, toWake);
            } catch (Throwable again) {
                if (!stored) {
                    here.ownerWord = mine;
                    here.wakes = toWake;
                }
            }
            throw e;
        }
    }

    private void wakeAfterRelease(ByteBuffer words, LocalHold.@Nullable Wake toWake) {
        if (fenceOnRelease) {
            VarHandle.fullFence();
        }
        // [SLEEP] the waker's side: the store above is before this load, by the fence above or by the sleeper's.
        if (Words.getIntOpaque(words, LockLayout.WAITERS) != 0) {
            waiting.wakeOne();
        }
        if (toWake != null) {
            toWake.all();
        }
    }

    /** The owner word of the present holder, dead or alive; {@link Owner#NOBODY} for nobody. */
    public final long holder() {
        return memory.getLongVolatile(LockLayout.STATE);
    }

    /** To be asked once a holder is seen dead: it may have unlocked, and ended, since it was seen to hold the lock. */
    public final boolean isStill(long holder) {
        return holder() == holder;
    }

    /** True while it is left by a dead owner and nobody has taken it over. */
    public final boolean isAbandoned() {
        return threads.isAbandoned(memory, LockLayout.STATE);
    }

    /** How often it was taken over from a dead owner; a thread that dies right after taking over may be missing. */
    public final long takenOver() {
        return memory.getLongOpaque(LockLayout.ABANDONED);
    }

    /** One thread's wait for this lock. */
    private final class Acquisition implements WaitingLoop.Attempt {

        private final Owner me;
        private boolean taken;

        Acquisition(Owner me) {
            this.me = me;
        }

        @Override
        public long attempt() {
            long holder = memory.getLongOpaque(LockLayout.STATE);
            if (holder == Owner.NOBODY && takeFree(me)) {
                taken = true;
                return WaitingLoop.DONE;
            }
            return holder;
        }

        /** The wait has failed, which may have been after the lock was taken. */
        void undo() {
            if (taken) {
                release(Owner.NOBODY);
            }
        }

        @Override
        public boolean onDeath(long ownerWord) {
            taken = takeOver(ownerWord, me);
            return taken;
        }

        @Override
        public long maxSleepNs() {
            return RobustLock.this.maxSleepNs;
        }

        @Override
        public boolean shouldLook() {
            return memory.getLongOpaque(LockLayout.STATE) == Owner.NOBODY;
        }

        /** Always: the owner that others watch has changed, and with it the life that they have to watch. */
        @Override
        public boolean propagates() {
            return true;
        }
    }
}
