package io.interlock.internal.rwlock;

import io.interlock.internal.access.MappedMemory;
import io.interlock.internal.format.Owner;
import io.interlock.internal.format.ReadWriteLayout;
import io.interlock.internal.thread.ThreadTable;
import io.interlock.internal.wait.WaitingLoop;

/**
 * How readers do not starve behind writers: one that has slept and finds the gate taken again puts its owner word into TICKET.
 * Writers ask for the gate only while TICKET is empty, so that after those that wait there already, the reader finds the gate
 * free. The ticket of a dead reader counts as none.
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

    /** By a reader that has slept: takes the ticket, unless another living reader has it. */
    void askFor(Owner me) {
        long other = reader();
        if (other == Owner.NOBODY || threads.isDead(other)) {
            memory.compareAndSetLong(ReadWriteLayout.TICKET, other, me.word());
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
        if (memory.compareAndSetLong(ReadWriteLayout.TICKET, me.word(), Owner.NOBODY)
                && memory.getIntVolatile(ReadWriteLayout.TICKET_WAITERS) != 0) {
            waiting.wakeAll();
        }
    }

    /** Before a writer asks for the gate: waits while a reader has the ticket. */
    void pass() {
        if (isSomeones()) {
            waiting.await(new TicketWait());
        }
    }

    /** The same with a timeout; false if time was up first. */
    boolean pass(long timeoutNs) throws InterruptedException {
        return !isSomeones() || waiting.await(new TicketWait(), timeoutNs);
    }

    /** True while a living reader has the ticket. */
    boolean isSomeones() {
        long reader = reader();
        return reader != Owner.NOBODY && !endOfDead(reader);
    }

    private long reader() {
        return memory.getLongVolatile(ReadWriteLayout.TICKET);
    }

    private boolean endOfDead(long reader) {
        return threads.isDead(reader) && memory.compareAndSetLong(ReadWriteLayout.TICKET, reader, Owner.NOBODY);
    }

    /** A writer's wait. */
    private final class TicketWait implements WaitingLoop.Attempt {

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
