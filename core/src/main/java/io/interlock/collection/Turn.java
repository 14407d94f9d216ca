package io.interlock.collection;

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
 * <p>A single producer or consumer takes its turn once and keeps it: then a turn costs one plain read.
 *
 * <pre>
 * word         meaning                            leaves by
 * FREE         nobody's                           CAS to the taker's owner word
 * owner word   taken, or left by a dead owner     release store of FREE by the owner; CAS by who finds it dead
 * </pre>
 */
final class Turn {

    private static final long FREE = Owner.NOBODY;
    private static final long ENDING_NS = TimeUnit.MILLISECONDS.toNanos(100);

    private final MappedMemory memory;
    private final int at;
    private final boolean kept;
    private final ThreadTable threads;
    private final WaitingLoop waiting;
    private final boolean fenceOnPass;
    private final String what;

    /**
     * @param at offset of the word; 8 bytes further is the WAITERS word
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
        this.what = what;
    }

    boolean isKept() {
        return kept;
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

    /** By its owner. */
    void pass() {
        if (kept) {
            return;
        }
        // [TURN] release: what was done in this turn is seen by whoever has the next.
        memory.putLongRelease(at, FREE);
        if (fenceOnPass) {
            VarHandle.fullFence();
        }
        // [SLEEP] the waker's side: the store above is before this load, by the fence above or by the sleeper's.
        waiting.wakeIfAsleep();
    }

    private boolean takeNow(Owner me) {
        if (kept && memory.getLongOpaque(at) == me.word()) {
            return true;
        }
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
