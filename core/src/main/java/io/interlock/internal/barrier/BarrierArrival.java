package io.interlock.internal.barrier;

import io.interlock.internal.barrier.BarrierState.Broken;
import io.interlock.internal.format.Owner;
import io.interlock.internal.region.Opening;
import io.interlock.internal.wait.WaitingLoop;
import java.util.concurrent.TimeUnit;

/** One thread's part in a round of a barrier, and its wait for the others. */
final class BarrierArrival implements WaitingLoop.Attempt {

    /** How often the first to arrive looks whether the others live. */
    private static final long LOOK_EVERY_NS = TimeUnit.MILLISECONDS.toNanos(2);

    /** So often; after that another thread looks for it, less often. */
    private static final int MAX_OWN_LOOKS = 50;

    private final BarrierRounds rounds;
    private final long process;
    private final Opening opening;
    private int ownLooks;
    private BarrierState state = BarrierState.startOf(0);
    private long predecessor = Owner.NOBODY;

    /** @param opening ends the wait when it is closed */
    BarrierArrival(BarrierRounds rounds, long process, Opening opening) {
        this.rounds = rounds;
        this.process = process;
        this.opening = opening;
    }

    /**
     * Under the mutex.
     *
     * @param before what was there when it came
     * @param newPredecessor the process that came right before, or {@link Owner#NOBODY}
     */
    void set(BarrierState before, long newPredecessor) {
        state = before;
        predecessor = newPredecessor;
    }

    BarrierState state() {
        return state;
    }

    long process() {
        return process;
    }

    long generation() {
        return state.generation();
    }

    /** How many came before. */
    int index() {
        return state.arrived();
    }

    boolean isParty() {
        return index() < rounds.parties();
    }

    boolean isLast() {
        return index() == rounds.parties() - 1;
    }

    boolean isOver() {
        BarrierState now = rounds.state();
        return now.generation() != generation() || now.isBroken();
    }

    /** How the round ended. */
    BarrierState outcome() {
        BarrierState now = rounds.state();
        if (now.generation() == generation()) {
            return now;
        }
        return rounds.endedWhole(generation()) ? state : state.broken(Broken.RESET);
    }

    /** Each party watches the one before it, so that the first to see a death is woken by it. */
    @Override
    public long attempt() {
        return isOver() ? WaitingLoop.DONE : predecessor;
    }

    @Override
    public boolean onDeath(long ownerWord) {
        return rounds.breakRound(generation(), Broken.DIED);
    }

    @Override
    public boolean pollAfterSleep() {
        rounds.breakFailed();
        return isMissingSomebody() && rounds.breakRound(generation(), Broken.DIED);
    }

    /** Only the first waiter looks for missing parties; the others watch one another. */
    @Override
    public boolean shouldLook() {
        return isOver() || (index() == 0 && isMissingSomebody());
    }

    private boolean isMissingSomebody() {
        BarrierState now = rounds.state();
        return now.generation() == generation() && rounds.isMissingSomebody(now, process);
    }

    @Override
    public Opening opening() {
        return opening;
    }

    /** The first to arrive has nobody before it: it looks after the last, and after those who have yet to come. */
    @Override
    public long maxSleepNs() {
        return index() == 0 && ownLooks++ < MAX_OWN_LOOKS ? LOOK_EVERY_NS : Long.MAX_VALUE;
    }

    /**
     * The end of a round wakes all; unless the party that ended it dies in between. Then the first waiter that sees the end wakes them,
     * and so on.
     */
    @Override
    public boolean propagates() {
        return true;
    }
}
