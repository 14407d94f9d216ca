package io.interlock.internal.condition;

import io.interlock.internal.access.MappedMemory;
import io.interlock.internal.directory.Attachment;
import io.interlock.internal.format.ConditionLayout;
import io.interlock.internal.format.Owner;
import io.interlock.internal.lock.RobustLock;
import io.interlock.internal.thread.Inspection;
import io.interlock.internal.thread.ThreadTable;
import io.interlock.internal.wait.SpinBudget;
import io.interlock.internal.wait.WaitingLoop;
import org.jspecify.annotations.Nullable;

/**
 * The waiters on a condition, in order of arrival. Each waiter draws a ticket; a signal is one store that moves HEAD past
 * the first waiter that is still there. Except for that waiters read HEAD, everything happens under the condition's lock.
 *
 * <pre>
 * tickets:   ... gone | released, on their way | waiting, or given up | not drawn yet
 *                     ^ BASE                   ^ HEAD                 ^ ARRIVED
 * </pre>
 *
 * <p>A ticket's cell has its waiter's owner word until that one leaves, by its own store, so each of these holds at any
 * instruction at which a holder may die:
 *
 * <ul>
 *   <li>a waiter that gave up has an empty cell and is passed over, as is one that died;
 *   <li>a cell between BASE and HEAD whose waiter is dead is a signal that nobody got: the thread that finds it releases another.
 *       Sleepers look for such cells after each slice;
 *   <li>who comes to wait dies before its ticket counts, or after: then it is a dead waiter like any other.
 * </ul>
 *
 * <p>What a holder that died wanted to signal nobody knows; so all who wait return when the lock has been left by a dead
 * owner.
 */
public final class ConditionQueue {

    private final MappedMemory memory;
    private final ThreadTable threads;
    private final RobustLock lock;
    private final WaitingLoop waiting;

    public ConditionQueue(Attachment region, MappedMemory memory, RobustLock lock) {
        this.memory = memory;
        this.threads = region.file().threads();
        this.lock = lock;
        this.waiting =
                WaitingLoop.withFencingWakers(region, memory, ConditionLayout.waiters(0), SpinBudget.forHandOff());
    }

    /** Tells people how many wait for a signal, or were released and have not got the lock back. */
    public static void inspect(MappedMemory memory, Inspection into) {
        long arrived = memory.getLong(ConditionLayout.ARRIVED);
        long head = memory.getLongVolatile(ConditionLayout.HEAD);
        long base = memory.getLongOpaque(ConditionLayout.BASE);
        into.put("waiting", living(memory, into, Math.max(head, base), arrived));
        into.put("released", living(memory, into, base, head));
    }

    private static long living(MappedMemory memory, Inspection into, long from, long to) {
        long living = 0;
        // Bounded: what a damaged region says must not keep anybody busy.
        for (long ticket = from; ticket < to && ticket - from < ConditionLayout.CELLS; ticket++) {
            long owner = memory.getLongOpaque(ConditionLayout.owner(ticket));
            if (owner != Owner.NOBODY && !into.isDead(owner)) {
                living++;
            }
        }
        return living;
    }

    /** Draws a ticket; null where too many are out. */
    @Nullable
    public Ticket arrive(Owner me) {
        long ticket = memory.getLong(ConditionLayout.ARRIVED);
        if (ticket - base() >= ConditionLayout.CELLS && !makeRoom(ticket)) {
            return null;
        }
        // The cell before the ticket: a ticket that counts always has a cell that says whose it is.
        memory.putLongOpaque(ConditionLayout.owner(ticket), me.word());
        memory.putLong(ConditionLayout.ARRIVED, ticket + 1);
        return new Ticket(ticket, lock.takenOver());
    }

    /** Releases the first waiter; and another for each that died with its signal. */
    public void releaseOne() {
        try {
            release(1 + forgetGone());
        } catch (Error e) {
            releaseAllInsteadOfLost();
            throw e;
        }
    }

    /** By a holder that has failed, and cannot say which signals are lost: every waiter looks for itself. */
    private void releaseAllInsteadOfLost() {
        moveHead(memory.getLong(ConditionLayout.ARRIVED));
        wakeNext();
    }

    /** Releases all; the first wakes up now, each further one when the one before it has left. */
    public void releaseAll() {
        forgetGone();
        long arrived = memory.getLong(ConditionLayout.ARRIVED);
        if (head() < arrived) {
            moveHead(arrived);
        }
        wakeNext();
    }

    /**
     * The waiter has the lock again and leaves.
     *
     * @return true if it was released, or returns in place of one that died; false if it gave up
     */
    public boolean leave(Ticket ticket) {
        try {
            return leaveNow(ticket);
        } catch (Error e) {
            ticket.abandon();
            releaseAllInsteadOfLost();
            throw e;
        }
    }

    private boolean leaveNow(Ticket ticket) {
        boolean released = ticket.isReleased();
        memory.putLongOpaque(ConditionLayout.owner(ticket.number), Owner.NOBODY);
        int lost = forgetGone();
        if (!released && lost > 0) {
            lost--;
            released = true;
        }
        release(lost);
        wakeNext();
        return released || ticket.overdue;
    }

    private void release(int wanted) {
        long arrived = memory.getLong(ConditionLayout.ARRIVED);
        long ticket = head();
        for (int left = wanted; left > 0 && ticket < arrived; ticket++) {
            if (isWaiting(ticket)) {
                left--;
                lock.here().wakeAfterRelease(sleeper(ticket));
            } else {
                // It died without a signal; below HEAD it would count as one that died with it.
                memory.putLongOpaque(ConditionLayout.owner(ticket), Owner.NOBODY);
            }
        }
        if (wanted > 0) {
            moveHead(ticket);
        }
    }

    /** Moves BASE over tickets that are gone; returns how many of them died with their signal. */
    private int forgetGone() {
        int lost = 0;
        long head = head();
        long base = base();
        long ticket = base;
        for (; ticket < head; ticket++) {
            int cell = ConditionLayout.owner(ticket);
            long owner = memory.getLongOpaque(cell);
            if (owner != Owner.NOBODY) {
                if (!threads.isDead(owner)) {
                    break;
                }
                memory.putLongOpaque(cell, Owner.NOBODY);
                lost++;
            }
        }
        if (ticket != base) {
            memory.putLongOpaque(ConditionLayout.BASE, ticket);
        }
        return lost;
    }

    /** The next of several that were released together is woken when the one before has left. */
    private void wakeNext() {
        long next = base();
        if (next < head()) {
            lock.here().wakeAfterRelease(sleeper(next));
        }
    }

    /** Makes the oldest waiter draw a new ticket where most tickets in its wake have been given up. */
    private boolean makeRoom(long arrived) {
        release(forgetGone());
        int waiting = 0;
        for (long ticket = base(); ticket < arrived; ticket++) {
            if (isWaiting(ticket)) {
                waiting++;
            }
        }
        // One at a time: a waiter that is on its way makes room when it has come back.
        if (base() == head() && waiting <= ConditionLayout.CELLS / 2) {
            release(1);
        }
        release(forgetGone());
        return arrived - base() < ConditionLayout.CELLS;
    }

    private boolean isWaiting(long ticket) {
        long owner = memory.getLongOpaque(ConditionLayout.owner(ticket));
        return owner != Owner.NOBODY && !threads.isDead(owner);
    }

    private WaitingLoop sleeper(long ticket) {
        return waiting.at(ConditionLayout.waiters(ticket));
    }

    private long base() {
        return memory.getLongOpaque(ConditionLayout.BASE);
    }

    private long head() {
        return memory.getLongVolatile(ConditionLayout.HEAD);
    }

    private void moveHead(long to) {
        // [SIGNAL] release. What the signaller did, its waiter sees through the lock; this is for HEAD itself.
        memory.putLongRelease(ConditionLayout.HEAD, to);
    }

    /** One thread's ticket: its position in the queue. */
    public final class Ticket implements WaitingLoop.LoneAttempt {

        private final long number;
        private final long takenOverBefore;

        /** True if the wait ended for somebody's death, without a signal. */
        private boolean overdue;

        Ticket(long number, long takenOverBefore) {
            this.number = number;
            this.takenOverBefore = takenOverBefore;
        }

        /** Waits, without the lock, until it is released, time is up, or somebody's death has to be looked into. */
        public void awaitReleased(long timeoutNs) throws InterruptedException {
            sleeper(number).await(this, timeoutNs);
        }

        public void awaitReleased() {
            sleeper(number).await(this);
        }

        /**
         * Leaves without the lock, as that was left by a dead owner, or the region was closed: like one that has died. So a signal that
         * came here,
         * or comes before this store, from the thread that has recovered the lock meanwhile, goes to another.
         */
        public void abandon() {
            memory.putLongOpaque(ConditionLayout.owner(number), Owner.ABANDONED);
        }

        boolean isReleased() {
            return head() > number;
        }

        @Override
        public long attempt() {
            // [SIGNAL]
            return isReleased() ? WaitingLoop.DONE : Owner.NOBODY;
        }

        @Override
        public boolean shouldLook() {
            return isReleased() || isMaybeOverdue();
        }

        private boolean isMaybeOverdue() {
            return lock.takenOver() != takenOverBefore || lock.isAbandoned() || somebodyDiedWithASignal();
        }

        @Override
        public boolean pollAfterSleep() {
            overdue = isMaybeOverdue();
            return overdue;
        }

        /** Without the lock: what is found is looked at again under it. */
        private boolean somebodyDiedWithASignal() {
            long base = base();
            return base < head() && threads.isAbandoned(memory, ConditionLayout.owner(base));
        }
    }
}
