package io.interlock.internal.barrier;

import io.interlock.RegionClosedException;
import io.interlock.internal.access.MappedMemory;
import io.interlock.internal.barrier.BarrierState.Broken;
import io.interlock.internal.directory.DirectoryEntry;
import io.interlock.internal.directory.RegionRuntime;
import io.interlock.internal.format.BarrierLayout;
import io.interlock.internal.format.LockLayout;
import io.interlock.internal.format.Owner;
import io.interlock.internal.lock.InternalMutex;
import io.interlock.internal.region.Opening;
import io.interlock.internal.wait.Deadline;
import io.interlock.internal.wait.SpinBudget;
import io.interlock.internal.wait.WaitingLoop;
import io.interlock.sync.ShmBarrier;
import java.lang.invoke.VarHandle;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * The algorithm of {@link ShmBarrier}. All changes happen under a mutex, each ends in one store of STATE that makes it
 * valid; waiters look at STATE alone. One object for each barrier and process, however many openings lead to it.
 *
 * <p>A round, or generation, ends whole or broken. How it ended, a waiter that wakes up late must still find out: the number
 * says that it is over, and {@link BrokenRounds} whether it was broken.
 */
public final class BarrierRounds {

    private final RegionRuntime file;
    private final String where;
    private final MappedMemory memory;
    private final InternalMutex mutex;
    private final BarrierParties present;
    private final BrokenRounds brokenRounds;
    private final WaitingLoop waiting;
    private final int parties;

    /** This process as a party, from its first arrival until it leaves. */
    private long process = Owner.NOBODY;

    /** An arrival that failed, by an error, and whose round is not broken yet: the thread may have had no stack left for that. */
    private volatile @Nullable BarrierArrival failed;

    public BarrierRounds(RegionRuntime file, DirectoryEntry entry, int parties) {
        this.file = file;
        this.where = file.where() + " barrier=" + entry.name();
        this.memory = entry.body();
        this.mutex = InternalMutex.forWords(
                file, memory.slice(BarrierLayout.MUTEX, LockLayout.BYTES), file.where() + " name=" + entry.name());
        this.brokenRounds = new BrokenRounds(memory);
        this.present = new BarrierParties(memory, file.threads(), parties);
        this.waiting = WaitingLoop.withFencingWakers(file, memory, BarrierLayout.WAITERS, SpinBudget.forHandOff());
        this.parties = parties;
    }

    public int parties() {
        return parties;
    }

    public String where() {
        return where;
    }

    public BarrierState state() {
        return read();
    }

    /** How a round ended that is over: false also where too many broken ones have come after it to know. */
    public boolean endedWhole(long generation) {
        return brokenRounds.noneFrom(generation) || mutex.test(() -> brokenRounds.endedWhole(generation));
    }

    /** True if somebody has died who takes part in this round, or was in the one before; as that process has to see it. */
    public boolean isMissingSomebody(BarrierState state, long process) {
        return present.hasDeadArrival(state) || (state.arrived() < parties && present.misses(state, process));
    }

    /**
     * Waits until all parties of a round have arrived; returns how many were still missing when this one came.
     *
     * @param opening ends the wait when it is closed; the barrier is broken then, as the party does not come back
     */
    public int await(long timeoutNs, @Nullable Runnable action, Opening opening)
            throws InterruptedException, BrokenBarrierException, TimeoutException {
        Deadline deadline = new Deadline(timeoutNs);
        breakFailed();
        for (; ; ) {
            if (Thread.interrupted()) {
                giveUp();
                throw new InterruptedException();
            }
            BarrierArrival arrival = new BarrierArrival(this, join(), opening);
            try {
                arrive(arrival, action != null);
                requireWhole(arrival.state());
                if (!arrival.isParty()) {
                    // All are here, and the last of them runs the action: this thread belongs to the next round.
                    await(arrival, deadline.leftNs());
                    continue;
                }
                if (arrival.isLast()) {
                    finish(arrival, action);
                } else {
                    await(arrival, deadline.leftNs());
                    requireWhole(arrival.outcome());
                }
            } catch (Error e) {
                // It may have arrived, and nobody would miss a thread that lives: the others must not wait for it.
                failed = arrival;
                breakFailed();
                throw e;
            }
            return parties - 1 - arrival.index();
        }
    }

    public void abort() {
        breakNow(Broken.ABORTED);
    }

    public void reset() {
        mutex.run(() -> {
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
            begin(BarrierState.startOf(state.generation() + 1));
        });
        wakeAll();
    }

    /** Under the mutex, or with a state that says why not. */
    private void arrive(BarrierArrival arrival, boolean bringsAction) {
        mutex.run(() -> {
            BarrierState state = read();
            boolean completes = state.arrived() + 1 == parties;
            boolean waits = state.arrived() + 1 < parties;
            // The party that completes the round waits for nobody.
            if (!state.isBroken()
                    && (present.hasDeadArrival(state) || (waits && present.misses(state, arrival.process())))) {
                state = state.broken(Broken.DIED);
                write(state);
            }
            int index = state.arrived();
            boolean follows = index > 0 && index <= parties;
            arrival.set(state, follows ? present.get(state.generation(), index - 1) : Owner.NOBODY);
            if (arrival.isParty() && !state.isBroken()) {
                // Who it is before that it is here: a dead party always is one that is known.
                present.set(state.generation(), arrival.index(), arrival.process());
                write(state.oneMore());
                if (completes && !bringsAction) {
                    begin(BarrierState.startOf(state.generation() + 1));
                }
            }
        });
    }

    /** By the last party. */
    private void finish(BarrierArrival arrival, @Nullable Runnable action) throws BrokenBarrierException {
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
            mutex.run(() -> {
                BarrierState state = read();
                if (state.generation() == arrival.generation() && !state.isBroken()) {
                    begin(
                            state.nextIsGivenUp(parties)
                                    ? BarrierState.startOf(state.generation() + 1)
                                            .broken(Broken.GAVE_UP)
                                    : BarrierState.startOf(state.generation() + 1));
                }
            });
            requireWhole(arrival.outcome());
        }
        wakeAll();
    }

    private void await(BarrierArrival arrival, long timeoutNs) throws InterruptedException, TimeoutException {
        boolean over = false;
        try {
            over = arrival.isOver() || (timeoutNs > 0 && waiting.await(arrival, timeoutNs));
        } catch (RegionClosedException e) {
            giveUpNow(arrival);
            throw e;
        } catch (InterruptedException e) {
            if (giveUp(arrival)) {
                throw e;
            }
            // The round was over first: as in CyclicBarrier, the interrupt is for the next method that looks for one.
            Thread.currentThread().interrupt();
            return;
        }
        if (!over && giveUp(arrival)) {
            throw new TimeoutException(where + ": not all parties came in time; the barrier is broken");
        }
    }

    /** Under the mutex: a party that waits in the round before sees that its number is gone, and goes on. */
    private void begin(BarrierState round) {
        present.clear(round.generation());
        // [BARRIER] release, and the store that makes all of the above valid.
        write(round);
    }

    /** By a party that has not arrived. */
    private void giveUp() {
        mutex.run(() -> write(read().givenUp(parties)));
        wakeAll();
    }

    /**
     * True if this round was going on, and is broken now, or the next will be. A party of a round that all have reached
     * cannot give up: only the action is missing, and the others go on as whole a round; it waits for that, as in
     * {@code CyclicBarrier}.
     */
    private boolean giveUp(BarrierArrival arrival) {
        boolean gaveUp = giveUpNow(arrival);
        if (!gaveUp) {
            waiting.await(arrival);
        }
        return gaveUp;
    }

    /** The same without waiting for the action. */
    private boolean giveUpNow(BarrierArrival arrival) {
        boolean gaveUp = mutex.withThoughClosed(() -> {
                    BarrierState state = read();
                    boolean complete = arrival.isParty() && state.arrived() >= parties;
                    if (state.generation() != arrival.generation() || state.isBroken() || complete) {
                        return 0;
                    }
                    write(state.givenUp(parties));
                    return 1;
                })
                != 0;
        wakeAll();
        return gaveUp;
    }

    private void breakNow(Broken why) {
        mutex.run(() -> write(read().broken(why)));
        wakeAll();
    }

    /** True if this round was going on, and is broken now. */
    public boolean breakRound(long generation, Broken why) {
        boolean broken = mutex.test(() -> {
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

    /** Breaks the round of an arrival that failed in this process, where that is still to be done. */
    public void breakFailed() {
        BarrierArrival arrival = failed;
        if (arrival != null) {
            var unused = breakRound(arrival.generation(), Broken.GAVE_UP);
            failed = null;
        }
    }

    private synchronized long join() {
        if (process == Owner.NOBODY) {
            process = file.threads().process().word();
            file.onLeave(this::leave);
        }
        return process;
    }

    /** This process goes in good order; it is not missed in the next round. */
    private synchronized void leave() {
        mutex.runSoon(() -> present.forget(read().generation() - 1, process));
        process = Owner.NOBODY;
    }

    private void wakeAll() {
        // [SLEEP] the waker's side: the store of STATE was under the mutex, whose release need not be a fence.
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
}
