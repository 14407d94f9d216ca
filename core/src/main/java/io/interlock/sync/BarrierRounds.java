package io.interlock.sync;

import io.interlock.memory.Attachment;
import io.interlock.memory.Heap;
import io.interlock.memory.MappedMemory;
import io.interlock.memory.Owner;
import io.interlock.memory.SpinBudget;
import io.interlock.memory.ThreadTable;
import io.interlock.memory.WaitingLoop;
import io.interlock.sync.BarrierState.Broken;
import java.lang.invoke.VarHandle;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * The algorithm of {@link ShmBarrier}. All changes happen under a guard, each ends in one store of STATE that makes it
 * valid; waiters look at STATE alone.
 *
 * <p>A round, or generation, ends whole or broken. How it ended, a waiter that wakes up late must still find out: the number
 * says that it is over, and {@link BrokenRounds} whether it was broken.
 */
final class BarrierRounds {

    /** How often the first to arrive looks whether the others live. */
    private static final long LOOK_EVERY_NS = TimeUnit.MILLISECONDS.toNanos(5);

    private final Attachment region;
    private final String where;
    private final MappedMemory memory;
    private final ThreadTable threads;
    private final Guard guard;
    private final BarrierParties present;
    private final BrokenRounds brokenRounds;
    private final WaitingLoop waiting;
    private final int parties;

    /** This process as a party, once it has been one. */
    private volatile long process = Owner.NOBODY;

    BarrierRounds(Attachment region, Heap.Entry entry, int parties) {
        this.region = region;
        this.where = region.file().where() + " barrier=" + entry.name();
        this.memory = entry.body();
        this.threads = region.file().threads();
        this.guard = new Guard(region.file(), memory.slice(BarrierLayout.GUARD, LockLayout.BYTES), entry.name());
        this.brokenRounds = new BrokenRounds(memory);
        this.present = new BarrierParties(memory, threads, parties);
        this.waiting =
                WaitingLoop.withFencingWakers(region.file(), memory, BarrierLayout.WAITERS, SpinBudget.forHandOff());
        this.parties = parties;
        region.onLeave(this::leave);
    }

    int parties() {
        return parties;
    }

    String where() {
        return where;
    }

    BarrierState state() {
        region.requireOpen();
        return read();
    }

    int await(long timeoutNs, @Nullable Runnable action)
            throws InterruptedException, BrokenBarrierException, TimeoutException {
        region.requireOpen();
        long deadlineNs = System.nanoTime() + timeoutNs;
        for (; ; ) {
            if (Thread.interrupted()) {
                breakNow(Broken.GAVE_UP);
                throw new InterruptedException();
            }
            Arrival arrival = arrive(action != null);
            requireWhole(arrival.state);
            long leftNs = timeoutNs == Long.MAX_VALUE ? timeoutNs : deadlineNs - System.nanoTime();
            if (!arrival.isParty()) {
                // All are here, and the last of them runs the action: this thread belongs to the next round.
                await(arrival, leftNs);
                continue;
            }
            if (arrival.isLast()) {
                finish(arrival, action);
            } else {
                await(arrival, leftNs);
                requireWhole(arrival.outcome());
            }
            return parties - 1 - arrival.index;
        }
    }

    void abort() {
        region.requireOpen();
        breakNow(Broken.ABORTED);
    }

    void reset() {
        region.requireOpen();
        guard.run(() -> {
            BarrierState state = read();
            if (state.arrived() > 0) {
                // First broken, then over: a death in between leaves a broken barrier, which is what there was.
                state = state.broken(Broken.RESET);
                write(state);
            }
            if (state.isBroken()) {
                brokenRounds.add(state.generation());
            }
            present.clear(state.generation());
            begin(state.generation() + 1);
        });
        wakeAll();
    }

    /** Under the guard, or with a state that says why not. */
    private Arrival arrive(boolean bringsAction) {
        if (process == Owner.NOBODY) {
            process = threads.process().word();
        }
        Arrival arrival = new Arrival();
        guard.run(() -> {
            BarrierState state = read();
            boolean completes = state.arrived() + 1 == parties;
            if (!state.isBroken()
                    && (present.hasDeadArrival(state) || (!completes && present.misses(state, process)))) {
                state = state.broken(Broken.DIED);
                write(state);
            }
            arrival.set(state);
            if (arrival.isParty() && !state.isBroken()) {
                // Who it is before that it is here: a dead party always is one that is known.
                present.set(state.generation(), arrival.index, process);
                write(state.oneMore());
                if (completes && !bringsAction) {
                    begin(state.generation() + 1);
                }
            }
        });
        return arrival;
    }

    /** By the last party. */
    private void finish(Arrival arrival, @Nullable Runnable action) throws BrokenBarrierException {
        if (action != null) {
            boolean done = false;
            try {
                action.run();
                done = true;
            } finally {
                if (!done) {
                    breakRound(arrival.generation(), Broken.ACTION_FAILED);
                }
            }
            guard.run(() -> {
                if (read().generation() == arrival.generation() && !read().isBroken()) {
                    begin(arrival.generation() + 1);
                }
            });
            requireWhole(arrival.outcome());
        }
        wakeAll();
    }

    private void await(Arrival arrival, long timeoutNs) throws InterruptedException, TimeoutException {
        boolean over = false;
        try {
            over = arrival.isOver() || (timeoutNs > 0 && waiting.await(arrival, timeoutNs));
        } catch (InterruptedException e) {
            if (breakRound(arrival.generation(), Broken.GAVE_UP)) {
                throw e;
            }
            // The round was over first: as in CyclicBarrier, the interrupt is for whoever looks next.
            Thread.currentThread().interrupt();
            return;
        }
        if (!over && breakRound(arrival.generation(), Broken.GAVE_UP)) {
            throw new TimeoutException(where + ": not all parties came in time; the barrier is broken");
        }
    }

    /** Under the guard: whoever waits in the round before sees its number gone, and goes on. */
    private void begin(long generation) {
        present.clear(generation);
        // [BARRIER] release, and the store that makes all of the above valid.
        write(BarrierState.startOf(generation));
    }

    private void breakNow(Broken why) {
        guard.run(() -> write(read().broken(why)));
        wakeAll();
    }

    /** True if this round was going on, and is broken now. */
    private boolean breakRound(long generation, Broken why) {
        boolean broken = guard.test(() -> {
            BarrierState state = read();
            if (state.generation() != generation || state.isBroken()) {
                return false;
            }
            write(state.broken(why));
            return true;
        });
        wakeAll();
        return broken;
    }

    /** This process goes in good order; it is not missed in the next round. */
    private void leave() {
        if (process != Owner.NOBODY) {
            guard.runSoon(() -> present.forget(read().generation() - 1, process));
        }
    }

    private void wakeAll() {
        // [SLEEP] the waker's side: the store of STATE was under the guard, whose release need not be a fence.
        VarHandle.fullFence();
        waiting.wakeIfAsleep(Integer.MAX_VALUE);
    }

    private void requireWhole(BarrierState state) throws BrokenBarrierException {
        if (state.isBroken()) {
            throw new BrokenBarrierException(
                    where + ": " + state.broken().why() + "; call reset() when all parties are ready again");
        }
    }

    private BarrierState read() {
        // [BARRIER] acquire
        return new BarrierState(memory.getLongVolatile(BarrierLayout.STATE));
    }

    private void write(BarrierState state) {
        memory.putLongVolatile(BarrierLayout.STATE, state.word());
    }

    /** One thread's part in a round. */
    private final class Arrival implements WaitingLoop.Attempt {

        private BarrierState state = BarrierState.startOf(0);
        private int index;
        private long predecessor;

        /** Under the guard. */
        void set(BarrierState before) {
            state = before;
            index = before.arrived();
            predecessor = index > 0 && index <= parties ? present.get(before.generation(), index - 1) : Owner.NOBODY;
        }

        long generation() {
            return state.generation();
        }

        boolean isParty() {
            return index < parties;
        }

        boolean isLast() {
            return index == parties - 1;
        }

        boolean isOver() {
            BarrierState now = read();
            return now.generation() != generation() || now.isBroken();
        }

        /** How the round ended. */
        BarrierState outcome() {
            BarrierState now = read();
            if (now.generation() == generation()) {
                return now;
            }
            boolean whole = brokenRounds.noneFrom(generation())
                    || guard.test(() -> brokenRounds.endedWhole(generation()));
            return whole ? state : state.broken(Broken.RESET);
        }

        /** Each party watches the one before it, so that the first to see a death is woken by it. */
        @Override
        public long attempt() {
            return isOver() ? WaitingLoop.DONE : predecessor;
        }

        @Override
        public boolean onDeath(long ownerWord) {
            return breakRound(generation(), Broken.DIED);
        }

        @Override
        public boolean isOverdue() {
            BarrierState now = read();
            boolean died = now.generation() == generation()
                    && (present.hasDeadArrival(now) || (now.arrived() < parties && present.misses(now, process)));
            return died && breakRound(generation(), Broken.DIED);
        }

        /** The first to arrive has nobody before it: it looks after the last, and after those who have yet to come. */
        @Override
        public long mostSleepNs() {
            return index == 0 ? LOOK_EVERY_NS : Long.MAX_VALUE;
        }

        /** The end of a round wakes all. */
        @Override
        public boolean nextShouldLook() {
            return false;
        }
    }
}
