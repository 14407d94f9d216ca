package io.interlock.memory;

import java.lang.invoke.VarHandle;
import org.jspecify.annotations.Nullable;

/**
 * Mutual exclusion among the threads of all processes: one owner word, taken by compare-and-set, waited for in the one
 * waiting loop, taken over from an owner that died. What every lock is made of, those that users see and those within
 * primitives and collections; what a death means, they say themselves.
 *
 * <p>The algorithm is the three-state futex mutex of Ulrich Drepper, "Futexes Are Tricky" (2011), with the waiters flag
 * in a word of its own, so that the release is a plain store instead of a second atomic operation; the fence that this
 * would need is the sleeper's, see {@code core/docs/decisions/0002-asymmetric-fence.md}.
 */
@SuppressWarnings("serial") // travels as a handle, or not at all
public abstract class OwnerWord extends Primitive {

    /*
     * STATE             meaning                          leaves by
     * NOBODY            no owner                         CAS to the taker's owner word
     * owner word        held, or left by a dead owner    release store of NOBODY by the owner; CAS by who takes over
     * LEFT              a repair failed                  CAS by the next to repair
     *
     * Invariant: only the thread that an owner word names, or a thread that has found that one dead, moves STATE away
     * from it. A dead owner stays dead, so both cannot happen.
     */
    private final MappedMemory memory;
    private final ThreadTable threads;
    private final HeldHere here;
    private final WaitingLoop waiting;
    private final boolean fenceOnRelease;

    /** A primitive of its own. */
    protected OwnerWord(Attachment region, Heap.Entry entry) {
        super(region, entry.name());
        this.memory = entry.body();
        this.here = entry.heldHere();
        this.threads = region.file().threads();
        this.waiting = new WaitingLoop(region, memory, LockLayout.WAITERS, SpinBudget.forExclusion());
        this.fenceOnRelease = waiting.wakerNeedsFence();
    }

    /**
     * A part of another primitive; no words of it need to be initialised but to zero.
     *
     * @param memory laid out as {@link LockLayout} says
     */
    protected OwnerWord(RegionFile file, MappedMemory memory) {
        this(file, memory, new WaitingLoop(file, memory, LockLayout.WAITERS, SpinBudget.forExclusion()));
    }

    /** The same for a part that belongs to one opening, which ends its waits. */
    protected OwnerWord(Attachment region, MappedMemory memory) {
        this(region.file(), memory, new WaitingLoop(region, memory, LockLayout.WAITERS, SpinBudget.forExclusion()));
    }

    private OwnerWord(RegionFile file, MappedMemory memory, WaitingLoop waiting) {
        this.memory = memory;
        this.here = new HeldHere();
        this.threads = file.threads();
        this.waiting = waiting;
        this.fenceOnRelease = waiting.wakerNeedsFence();
    }

    /**
     * A waiter has found the holder dead.
     *
     * @return true if the lock is the waiter's now; false to go on waiting
     */
    protected abstract boolean takeOver(long dead, Owner me);

    /** The longest sleep of a waiter at once, in nanoseconds. */
    protected long mostSleepNs() {
        return Long.MAX_VALUE;
    }

    /** What this process knows of its own hold. */
    protected final HeldHere here() {
        return here;
    }

    protected final ThreadTable threads() {
        return threads;
    }

    /** One compare-and-set, from nobody, or from an owner that is dead. */
    protected final boolean take(long from, Owner me) {
        // [LOCK] acquire: the critical section sees what every earlier one wrote.
        if (!memory.compareAndSetLong(LockLayout.STATE, from, me.word())) {
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
    protected final boolean takeFromDead(long dead, Owner me) {
        if (!take(dead, me)) {
            return false;
        }
        try {
            memory.putLongOpaque(LockLayout.ABANDONED, memory.getLong(LockLayout.ABANDONED) + 1);
        } catch (Throwable e) {
            release(Owner.LEFT);
            throw e;
        }
        return true;
    }

    /** The slow path, whatever interrupts. */
    protected final void awaitTaken(Owner me) {
        Acquisition acquisition = new Acquisition(me);
        try {
            waiting.await(acquisition);
        } catch (Throwable e) {
            acquisition.undo();
            throw e;
        }
    }

    /** The slow path; {@code Long.MAX_VALUE} waits for ever. */
    protected final boolean awaitTaken(Owner me, long timeoutNs) throws InterruptedException {
        Acquisition acquisition = new Acquisition(me);
        try {
            return waiting.await(acquisition, timeoutNs);
        } catch (Throwable e) {
            acquisition.undo();
            throw e;
        }
    }

    /** The slow path for at most so long, whatever interrupts; the interrupt is kept. */
    protected final boolean awaitTakenUninterruptibly(Owner me, long timeoutNs) {
        return awaitTakenUninterruptibly(waiting, me, timeoutNs);
    }

    /** The same for a thread that gives something back: closing the region does not end its wait. */
    protected final boolean awaitTakenThoughClosed(Owner me, long timeoutNs) {
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
    protected final void release(long to) {
        long mine = here.ownerWord;
        HeldHere.Wake toWake = here.released();
        boolean stored = false;
        try {
            // [LOCK] release: the critical section's writes precede this store for whoever takes the lock next.
            memory.putLongRelease(LockLayout.STATE, to);
            stored = true;
            wakeAfterRelease(toWake);
        } catch (Throwable e) {
            try {
                if (!stored) {
                    memory.putLongRelease(LockLayout.STATE, to);
                    stored = true;
                }
                wakeAfterRelease(toWake);
            } catch (Throwable again) {
                if (!stored) {
                    here.ownerWord = mine;
                    here.wakes = toWake;
                }
            }
            throw e;
        }
    }

    private void wakeAfterRelease(HeldHere.@Nullable Wake toWake) {
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

    /** The owner word of whoever holds it now, dead or alive; {@link Owner#NOBODY} for nobody. */
    protected final long holderNow() {
        return memory.getLongVolatile(LockLayout.STATE);
    }

    /** To be asked once a holder is seen dead: it may have unlocked, and ended, since it was seen to hold the lock. */
    protected final boolean isStillHolder(long holder) {
        return holderNow() == holder;
    }

    /** True while it is left by a dead owner and nobody has taken it over. */
    protected final boolean isLeftByDead() {
        return threads.isLeftByDead(memory, LockLayout.STATE);
    }

    /** How often it was taken over from a dead owner; who dies right after it has taken over may be missing. */
    protected final long timesTakenOver() {
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
            if (holder == Owner.NOBODY && take(Owner.NOBODY, me)) {
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
        public long mostSleepNs() {
            return OwnerWord.this.mostSleepNs();
        }

        @Override
        public boolean shouldLook() {
            return memory.getLongOpaque(LockLayout.STATE) == Owner.NOBODY;
        }

        /** Always: the owner that others watch has changed, and with it the life that they have to watch. */
        @Override
        public boolean nextShouldLook() {
            return true;
        }
    }
}
