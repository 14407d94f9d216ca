package io.interlock.benchmarks.handoff;

import io.interlock.benchmarks.contender.CommandLoop;
import io.interlock.benchmarks.control.ContenderBlock;
import io.interlock.benchmarks.control.ControlBlock;
import io.interlock.benchmarks.control.State;

/**
 * One end's part of the round trips. {@code handoff.c} is the same program; change both.
 *
 * <p>The first end reads the clock once per round trip, so that each figure contains one reading, some 25 ns. The second
 * only answers. Each counts by itself; the first says which round is the last before it hands over for it, and does not
 * wait for its answer. So after a window both must have counted the same, and no turn is left over.
 *
 * <p>What runs once a round trip is a method of its own, to be compiled soon.
 */
final class HandOffLoop implements CommandLoop {

    private final ControlBlock control;
    private final ContenderBlock me;
    private final ContenderBlock firstEnd;
    private final boolean isFirst;
    private final Turns turns;

    private boolean measuring;
    private boolean pastEnd;
    private long rounds;
    private long roundsBefore;
    private long firstEdge;
    private long edge;

    /** Contenders with even indexes are first ends; their partners follow them. */
    HandOffLoop(ControlBlock control, int index, Turns turns) {
        this.control = control;
        this.me = control.contenders().get(index);
        this.firstEnd = control.contenders().get(index & ~1);
        this.isFirst = index % 2 == 0;
        this.turns = turns;
    }

    @Override
    public void prepare() {
        me.clearWindow();
        me.lastRound(0);
        rounds = 0;
    }

    @Override
    public void run(long sequence) throws InterruptedException {
        if (isFirst) {
            lead(sequence);
        } else {
            follow();
        }
        me.addOperations(rounds);
    }

    private void lead(long sequence) throws InterruptedException {
        measuring = false;
        pastEnd = false;
        edge = System.nanoTime();
        while (control.sequence() == sequence) {
            roundTrip();
        }
        rounds++;
        me.lastRound(rounds);
        turns.handOver();
    }

    private void roundTrip() throws InterruptedException {
        if (!measuring && !pastEnd && edge >= control.windowStart()) {
            measuring = true;
            roundsBefore = rounds;
            firstEdge = edge;
        } else if (measuring && edge >= control.windowEnd()) {
            measuring = false;
            pastEnd = true;
            me.window(rounds - roundsBefore, firstEdge, edge, 0, 0);
            me.state(State.PAST_END);
        }
        turns.handOver();
        turns.await();
        rounds++;
        long next = System.nanoTime();
        if (measuring) {
            me.countLatency(next - edge);
        }
        edge = next;
    }

    private void follow() throws InterruptedException {
        while (answer()) {
            turns.handOver();
        }
    }

    /** Takes a turn; false if it was the last, which wants no answer. */
    private boolean answer() throws InterruptedException {
        turns.await();
        rounds++;
        long last = firstEnd.lastRound();
        return last == 0 || rounds < last;
    }
}
