package io.interlock.internal.rwlock;

import io.interlock.internal.access.MappedMemory;
import io.interlock.internal.format.Owner;
import io.interlock.internal.format.ReadWriteLayout;
import io.interlock.internal.thread.ThreadTable;
import io.interlock.internal.wait.WaitingLoop;

/**
 * How readers do not starve behind writers: one that has slept and finds the gate taken again puts its owner word into TURN.
 * Writers ask for the gate only while TURN is empty, so that after those that wait there already, the reader finds the gate
 * free. A turn whose reader is dead is nobody's.
 */
final class ReaderPriorityTicket {

    private final ThreadTable threads;
    private final MappedMemory memory;
    private final WaitingLoop waiting;

    /** @param memory that of the lock, as {@link ReadWriteLayout} says */
    ReaderPriorityTicket(ThreadTable threads, MappedMemory memory, WaitingLoop waiting) {
        this.threads = threads;
        this.memory = memory;
        this.waiting = waiting;
    }

    /** By a reader that has slept: its turn comes next, unless it is another reader's. */
    void askFor(Owner me) {
        long other = reader();
        if (other == Owner.NOBODY || threads.isDead(other)) {
            memory.compareAndSetLong(ReadWriteLayout.TURN, other, me.word());
        }
    }

    /** By a reader that has asked, however its wait ended. */
    void giveBack(Owner me) {
        try {
            giveBackNow(me);
        } catch (Error e) {
            // Nobody else can give it back while this thread lives.
            giveBackNow(me);
            throw e;
        }
    }

    private void giveBackNow(Owner me) {
        if (memory.compareAndSetLong(ReadWriteLayout.TURN, me.word(), Owner.NOBODY)
                && memory.getIntVolatile(ReadWriteLayout.TURN_WAITERS) != 0) {
            waiting.wakeAll();
        }
    }

    /** Before a writer asks for the gate: waits while it is a reader's turn. */
    void pass() {
        if (isSomeones()) {
            waiting.await(new Turn());
        }
    }

    /** The same, for so long at most; false if time was up first. */
    boolean pass(long timeoutNs) throws InterruptedException {
        return !isSomeones() || waiting.await(new Turn(), timeoutNs);
    }

    /** True while it is the turn of a reader that lives. */
    boolean isSomeones() {
        long reader = reader();
        return reader != Owner.NOBODY && !endOfDead(reader);
    }

    private long reader() {
        return memory.getLongVolatile(ReadWriteLayout.TURN);
    }

    private boolean endOfDead(long reader) {
        return threads.isDead(reader) && memory.compareAndSetLong(ReadWriteLayout.TURN, reader, Owner.NOBODY);
    }

    /** A writer's wait. */
    private final class Turn implements WaitingLoop.Attempt {

        @Override
        public long attempt() {
            long reader = reader();
            return reader == Owner.NOBODY ? WaitingLoop.DONE : reader;
        }

        @Override
        public boolean onDeath(long ownerWord) {
            return endOfDead(ownerWord);
        }

        @Override
        public boolean shouldLook() {
            return reader() == Owner.NOBODY;
        }

        @Override
        public boolean propagates() {
            return true;
        }
    }
}
