package io.interlock.collection;

import io.interlock.memory.Deadline;
import io.interlock.memory.MappedMemory;
import io.interlock.memory.Owner;
import io.interlock.memory.RegionFile;
import io.interlock.memory.SpinBudget;
import io.interlock.memory.ThreadTable;
import io.interlock.memory.WaitingLoop;
import java.lang.invoke.VarHandle;
import java.util.concurrent.TimeUnit;

/**
 * Whose turn it is to produce, or to consume: an owner word. It passes on when its owner dies, who leaves nothing that the
 * next would have to know.
 *
 * <p>A single producer or consumer takes its turn once and keeps it: then a turn costs plain reads and writes. Whether it is at
 * work says another word, AT_WORK.
 *
 * <pre>
 * word         meaning                            leaves by
 * FREE         nobody's                           CAS to the taker's owner word
 * owner word   taken, or left by a dead owner     release store of FREE by the owner; CAS by who finds it dead
 * </pre>
 */
final class Turn {

    private static final long FREE = Owner.NOBODY;
    private static final int NO = 0;
    private static final int YES = 1;
    private static final long ENDING_NS = TimeUnit.MILLISECONDS.toNanos(100);
    private static final long LOOK_AT_WORK_NS = TimeUnit.MICROSECONDS.toNanos(100);

    private final MappedMemory memory;
    private final int at;
    private final boolean kept;
    private final ThreadTable threads;
    private final WaitingLoop waiting;
    private final boolean fenceOnPass;
    private final boolean fenceOnBegin;
    private final int atWork;
    private final String what;

    /**
     * @param at offset of the word; 8 bytes further is the WAITERS word, and 12 bytes further AT_WORK
     * @param kept true if the first to take it keeps it
     * @param what what is taken, for messages
     */
    Turn(RegionFile file, MappedMemory memory, int at, boolean kept, String what) {
        this.memory = memory;
        this.at = at;
        this.kept = kept;
        this.threads = file.threads();
        this.waiting = new WaitingLoop(file, memory, at + Long.BYTES, SpinBudget.forExclusion());
        this.fenceOnPass = waiting.wakerNeedsFence();
        this.fenceOnBegin = kept && !waiting.sleepersFenceReachesAll();
        this.atWork = at + Long.BYTES + Integer.BYTES;
        this.what = what;
    }

    boolean isKept() {
        return kept;
    }

    /** True if it has been this thread's since an earlier {@link #take}, and nobody else's in between. */
    boolean isKeptBy(Owner me) {
        return kept && memory.getLongOpaque(at) == me.word();
    }

    /** How long to wait for a turn: it is over in a moment, but for a stopped process; so a time limit holds more or less. */
    static long timeNs(Deadline deadline) {
        return Math.max(deadline.leftNs(), ENDING_NS);
    }

    /**
     * Waits for the turn, whatever interrupts.
     *
     * @throws IllegalStateException if it is another living thread's to keep
     */
    void take(Owner me) {
        if (takeNow(me)) {
            return;
        }
        if (kept) {
            awaitKept(me);
        } else {
            waiting.await(new Taking(me));
        }
    }

    /**
     * Waits for the turn.
     *
     * @return false when time was up first
     * @throws IllegalStateException if it is another living thread's to keep
     */
    boolean take(Owner me, long timeoutNs) throws InterruptedException {
        if (takeNow(me)) {
            return true;
        }
        if (kept) {
            awaitKept(me);
            return true;
        }
        return waiting.await(new Taking(me), timeoutNs);
    }

    /** Its owner may have ended, for Java, and not yet for the operating system. */
    private void awaitKept(Owner me) {
        boolean taken = false;
        try {
            taken = waiting.await(new Taking(me), ENDING_NS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        if (!taken) {
            throw new IllegalStateException(
                    what + ": it was created for a single one, and another living thread is that; create it for many,"
                            + " or let that thread end first");
        }
    }

    /** By its owner: from here on {@link #awaitPause} waits for it, until it passes. */
    void begin() {
        if (kept) {
            memory.putIntOpaque(atWork, YES);
            if (fenceOnBegin) {
                VarHandle.fullFence();
            }
            // [SEAL] the store above comes before what is read from here on, by the fence above or that of awaitPause.
        }
    }

    /** By its owner. A full fence, where those need one who wake others. */
    void pass() {
        // [TURN] release: what was done in this turn is seen by whoever has the next.
        if (kept) {
            memory.putIntRelease(atWork, NO);
        } else {
            memory.putLongRelease(at, FREE);
        }
        if (fenceOnPass) {
            VarHandle.fullFence();
        }
        if (!kept) {
            // [SLEEP] the waker's side: the store above is before this load, by the fence above or by the sleeper's.
            waiting.wakeIfAsleep();
        }
    }

    /**
     * By who has stored something that ends the work of this role, as each turn sees it that begins after: waits until none is
     * under way that began before.
     *
     * @return false if one still is; its process may be stopped
     */
    boolean awaitPause(Owner me) {
        try {
            if (kept) {
                // [SEAL] who is not at work after this sees what the caller has stored.
                waiting.fence();
                return waiting.await(new Pause(), ENDING_NS);
            }
            if (!take(me, ENDING_NS)) {
                return false;
            }
            pass();
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private boolean takeNow(Owner me) {
        if (takeFrom(FREE, me)) {
            return true;
        }
        long owner = memory.getLongVolatile(at);
        // Its own, without being kept: the thread was stopped by an error in the middle of its last turn.
        return owner == me.word() || (owner != FREE && threads.isDead(owner) && takeFrom(owner, me));
    }

    private boolean takeFrom(long owner, Owner me) {
        // [TURN] acquire
        return memory.compareAndSetLong(at, owner, me.word());
    }

    /** A single one's pause, or death. */
    private final class Pause implements WaitingLoop.Attempt {

        @Override
        public long attempt() {
            return memory.getIntVolatile(atWork) == NO ? WaitingLoop.DONE : memory.getLongVolatile(at);
        }

        @Override
        public boolean onDeath(long ownerWord) {
            return memory.getLongVolatile(at) == ownerWord;
        }

        /** Nobody is woken for a pause. */
        @Override
        public long mostSleepNs() {
            return LOOK_AT_WORK_NS;
        }

        @Override
        public boolean nextShouldLook() {
            return true;
        }
    }

    private final class Taking implements WaitingLoop.Attempt {

        private final Owner me;

        Taking(Owner me) {
            this.me = me;
        }

        @Override
        public long attempt() {
            long owner = memory.getLongOpaque(at);
            return owner == FREE && takeFrom(FREE, me) ? WaitingLoop.DONE : owner;
        }

        @Override
        public boolean onDeath(long ownerWord) {
            return takeFrom(ownerWord, me);
        }

        /** Always: the owner that others watch has changed, and with it the life that they have to watch. */
        @Override
        public boolean nextShouldLook() {
            return true;
        }
    }
}
