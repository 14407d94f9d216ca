package io.interlock.internal.rwlock;

import io.interlock.internal.access.MappedMemory;
import io.interlock.internal.directory.Attachment;
import io.interlock.internal.directory.DirectoryEntry;
import io.interlock.internal.format.LockLayout;
import io.interlock.internal.format.Owner;
import io.interlock.internal.format.ReadWriteLayout;
import io.interlock.internal.lock.ConditionLock;
import io.interlock.internal.lock.OpenedLock;
import io.interlock.internal.lock.RobustLock;
import io.interlock.internal.wait.Deadline;
import io.interlock.internal.wait.SpinBudget;
import io.interlock.internal.wait.WaitingLoop;
import io.interlock.sync.OnOwnerDeath;
import io.interlock.sync.ShmReadWriteLock;
import java.lang.invoke.VarHandle;

/**
 * The algorithm of {@link ShmReadWriteLock}.
 *
 * <p>A writer takes the gate, a reentrant lock like any other; from then on readers that come wait. Then it waits until the
 * slots of all readers are empty. A reader takes a slot, and retreats where it then finds the gate taken.
 *
 * <p>Neither side starves: {@link ReaderPriorityTicket}.
 */
public final class ReadWriteState implements ConditionLock {

    private final Attachment region;
    private final OpenedLock gate;
    private final ReaderSlots slots;
    private final ReaderHolds holds;
    private final WaitingLoop atGate;
    private final ReaderPriorityTicket ticket;
    private final WaitingLoop forDrain;

    public ReadWriteState(Attachment region, DirectoryEntry entry, OpenedLock gate) {
        MappedMemory memory = entry.body();
        this.region = region;
        this.gate = gate;
        this.slots = new ReaderSlots(region.file(), memory);
        this.holds = entry.local(ReaderHolds.class, ReaderHolds::new);
        this.atGate =
                new WaitingLoop(region, memory, ReadWriteLayout.WRITER + LockLayout.WAITERS, SpinBudget.forExclusion());
        this.ticket =
                new ReaderPriorityTicket(region.file().threads(), memory, atGate.at(ReadWriteLayout.TICKET_WAITERS));
        this.forDrain = atGate.at(ReadWriteLayout.DRAIN_WAITERS);
    }

    /** What excludes writers from one another. */
    public OpenedLock gate() {
        return gate;
    }

    public void lockRead() {
        Owner me = gate.self();
        if (!enterNow(me)) {
            Entrance entrance = new Entrance(me);
            try {
                atGate.await(entrance);
            } catch (Throwable e) {
                entrance.undo();
                throw e;
            } finally {
                entrance.giveTicketBack();
            }
        }
    }

    public boolean lockRead(long timeoutNs) throws InterruptedException {
        Owner me = gate.self();
        if (enterNow(me)) {
            return true;
        }
        if (timeoutNs <= 0) {
            return tryLockRead();
        }
        Entrance entrance = new Entrance(me);
        try {
            return atGate.await(entrance, timeoutNs);
        } catch (Throwable e) {
            entrance.undo();
            throw e;
        } finally {
            entrance.giveTicketBack();
        }
    }

    public boolean tryLockRead() {
        Owner me = gate.self();
        if (enterNow(me)) {
            return true;
        }
        long writer = gate.holder();
        if (writer != Owner.NOBODY && gate.threads().isDead(writer)) {
            passDeadWriter(me, writer);
            return enterNow(me);
        }
        return false;
    }

    public void unlockRead() {
        ReaderHolds.Hold hold = holds.of(gate.selfToRelease());
        if (hold.count() == 0) {
            region.requireOpen();
            throw new IllegalMonitorStateException(gate.where() + ": unlock of the read lock by "
                    + Thread.currentThread() + ", which does not hold it");
        }
        if (hold.releasedOnce()) {
            leaveCell(hold);
        }
    }

    public int readHolds() {
        return holds.of(gate.self()).count();
    }

    /** How often the calling thread has the write lock. */
    public int writeHolds() {
        return gate.holds(gate.self());
    }

    public int readers() {
        return slots.count();
    }

    public void lockWrite() {
        Owner me = gate.self();
        if (!gate.isHeldBy(me)) {
            refuseUpgrade(me);
            ticket.pass();
        }
        gate.takeAgainOrAwait(me);
        if (gate.here().holds() == 1) {
            awaitDrainedOrUnlock();
        }
    }

    public boolean lockWrite(long timeoutNs) throws InterruptedException {
        Owner me = gate.self();
        Deadline deadline = new Deadline(timeoutNs);
        if (!gate.isHeldBy(me)) {
            refuseUpgrade(me);
            if (!ticket.pass(deadline.leftNs())) {
                return false;
            }
        }
        if (!gate.takeAgainOrAwait(me, deadline.leftNs())) {
            return false;
        }
        if (gate.here().holds() > 1) {
            return true;
        }
        boolean drained = false;
        try {
            drained = slots.anyReader() == Owner.NOBODY || forDrain.await(new Drain(), deadline.leftNs());
        } finally {
            if (!drained) {
                gate.releaseOnce();
            }
        }
        return drained;
    }

    public boolean tryLockWrite() {
        Owner me = gate.self();
        if (gate.isHeldBy(me)) {
            return gate.takeAgainOrNow(me);
        }
        if (slots.anyReader() != Owner.NOBODY || ticket.isSomeones() || !gate.takeAgainOrNow(me)) {
            return false;
        }
        boolean drained = false;
        try {
            drained = slots.anyReader() == Owner.NOBODY;
        } finally {
            if (!drained) {
                gate.releaseOnce();
            }
        }
        return drained;
    }

    public boolean recover(Runnable repair) {
        refuseUpgrade(gate.self());
        return gate.takeOverAndRepair(gate.self(), () -> {
            awaitDrained();
            repair.run();
        });
    }

    /** By the holder of the gate: waits until nobody reads. */
    private void awaitDrained() {
        if (slots.anyReader() != Owner.NOBODY) {
            forDrain.await(new Drain());
        }
    }

    /** The same for a thread that has just taken the gate, and must not keep it if this fails. */
    private void awaitDrainedOrUnlock() {
        try {
            awaitDrained();
        } catch (Throwable e) {
            gate.releaseFree();
            throw e;
        }
    }

    @Override
    public Owner requireHeld(String operation) {
        return gate.requireHeld(operation);
    }

    @Override
    public Owner requireMayWait(String operation) {
        Owner me = requireHeld(operation);
        refuseUpgrade(me);
        return me;
    }

    @Override
    public int fullyRelease() {
        return gate.fullyRelease();
    }

    @Override
    public void reacquire(Owner me, int writeHolds) {
        ticket.pass();
        gate.reacquire(me, writeHolds);
        awaitDrainedOrUnlock();
    }

    @Override
    public RobustLock lock() {
        return gate;
    }

    private boolean enterNow(Owner me) {
        ReaderHolds.Hold hold = holds.of(me);
        if (hold.count() > 0) {
            hold.takenAgain(gate.where());
            return true;
        }
        return mayEnter(me) && enter(me, hold);
    }

    private boolean mayEnter(Owner me) {
        long writer = gate.holder();
        return writer == Owner.NOBODY || writer == me.word();
    }

    private boolean enter(Owner me, ReaderHolds.Hold hold) {
        int slot = slots.take(me);
        if (slot == ReaderSlots.NONE) {
            return false;
        }
        hold.taken(slot);
        boolean entered = false;
        try {
            // [READ] the reader's load, after the store into its slot: see ReaderSlots.
            entered = mayEnter(me);
        } finally {
            if (!entered) {
                hold.releasedOnce();
                leaveCell(hold);
            }
        }
        return entered;
    }

    private void leaveCell(ReaderHolds.Hold hold) {
        slots.free(hold.slot());
        if (forDrain.wakerNeedsFence()) {
            VarHandle.fullFence();
        }
        forDrain.wakeIfAsleep();
    }

    private void passDeadWriter(Owner me, long writer) {
        if (gate.onOwnerDeath() == OnOwnerDeath.HAND_OVER) {
            if (gate.takeNow(me)) {
                gate.releaseFree();
            }
        } else if (gate.isStill(writer)) {
            throw gate.ownerDied();
        }
    }

    private void refuseUpgrade(Owner me) {
        if (holds.of(me).count() > 0) {
            throw new IllegalMonitorStateException(gate.where() + ": " + Thread.currentThread()
                    + " holds the read lock and would wait for itself; unlock that first");
        }
    }

    /** A reader's wait at the gate. */
    private final class Entrance implements WaitingLoop.Attempt {

        private final Owner me;
        private final ReaderHolds.Hold hold;
        private boolean askedForTicket;
        private boolean entered;

        Entrance(Owner me) {
            this.me = me;
            this.hold = holds.of(me);
        }

        @Override
        public long attempt() {
            if (!mayEnter(me)) {
                return gate.holder();
            }
            entered = enter(me, hold);
            return entered ? WaitingLoop.DONE : Owner.NOBODY;
        }

        /** The wait has failed, which may have been after the reader was in. */
        void undo() {
            if (entered && hold.releasedOnce()) {
                leaveCell(hold);
            }
        }

        @Override
        public boolean onDeath(long ownerWord) {
            passDeadWriter(me, ownerWord);
            return false;
        }

        @Override
        public boolean shouldLook() {
            return mayEnter(me);
        }

        /** A writer's unlock lets all readers in, not one. */
        @Override
        public boolean wakesAll() {
            return true;
        }

        @Override
        public boolean propagates() {
            return true;
        }

        /** Never; but a thread that comes here has slept, and has found another writer. */
        @Override
        public boolean pollAfterSleep() {
            askedForTicket = true;
            ticket.askFor(me);
            return false;
        }

        /** However the wait ended. */
        void giveTicketBack() {
            if (askedForTicket) {
                ticket.giveBack(me);
            }
        }
    }

    /** The one writer's wait, at the gate, for readers to leave. */
    private final class Drain implements WaitingLoop.LoneAttempt {

        @Override
        public long attempt() {
            long reader = slots.anyReader();
            return reader == Owner.NOBODY ? WaitingLoop.DONE : reader;
        }
    }
}
