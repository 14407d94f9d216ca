package io.interlock.benchmarks.harness.worker;

import io.interlock.benchmarks.harness.control.ControlBlock;
import io.interlock.benchmarks.harness.control.GroupBlock;
import io.interlock.benchmarks.harness.control.Shape;
import io.interlock.benchmarks.harness.control.WorkerBlock;
import io.interlock.benchmarks.harness.control.WorkerState;
import io.interlock.benchmarks.harness.driver.HandOffDriver;

/**
 * The measured loop of hand-overs: the leader of a group hands over and gets back, round after round, and times each round;
 * its followers do nothing else than that. {@code handoff.h} and {@code handoff.py} are the same.
 *
 * <p>The clock is read once a round, by the leader: a round's end is the next one's start, so that each time holds one
 * reading (some 25 ns). Followers read no clock. Where rounds begin at fixed times, see {@link Pace}, the leader waits for
 * the time in between, and a round is timed from when it should have begun.
 *
 * <p>Rounds are counted from the start of the trial on both sides. At the first {@value #ALWAYS_CHECKED} and at every
 * {@value #CHECKED}th, both sides write down with plain stores which round they are in and compare: that shows a hand-over that
 * came twice, or did not publish what was written before. At the end all counts must be equal.
 */
final class HandOffLoop implements WorkLoop {

    static final int ALWAYS_CHECKED = 64;
    static final int CHECKED = 4096;

    private final ControlBlock control;
    private final WorkerBlock me;
    private final HandOffDriver driver;
    private final boolean leads;
    private final boolean meets;
    private final int groupIndex;
    private final GroupBlock group;
    private final Pace pace;
    private final Runnable received = this::received;

    private boolean inWindow;
    private boolean past;
    private long round;
    private long roundsBefore;
    private long firstEdge;
    private long longest;
    private long edge;

    HandOffLoop(ControlBlock control, int index, HandOffDriver driver) {
        this.control = control;
        this.me = control.workers().get(index);
        this.driver = driver;
        this.leads = control.shape().leads(index);
        this.meets = control.shape() == Shape.PARTIES;
        this.groupIndex = control.shape().group(index);
        this.group = control.groups().get(groupIndex);
        this.pace = new Pace(control, groupIndex, groups(control));
    }

    @Override
    public void prepare() {
        me.clearWindow();
    }

    private static int groups(ControlBlock control) {
        return control.shape().group(control.workers().size() - 1) + 1;
    }

    @Override
    public void run(long sequence) throws InterruptedException {
        ThreadUsage before = ThreadUsage.now();
        long begun = round;
        inWindow = false;
        past = false;
        longest = 0;
        if (leads) {
            lead(sequence);
        } else {
            follow();
        }
        me.addOperations(round - begun);
        ThreadUsage.now().since(before).note(me);
    }

    @Override
    public void publish() {}

    private void lead(long sequence) throws InterruptedException {
        edge = System.nanoTime();
        pace.begin(edge);
        while (control.sequence() == sequence) {
            step();
        }
        if (inWindow) {
            // Stopped by the coordinator's watchdog.
            pace.missed(edge, control.windowEnd(), me);
            noteWindow();
        }
        group.lastRound(round + 1);
        turn();
    }

    private void follow() throws InterruptedException {
        do {
            begin();
            driver.follow(groupIndex, received);
        } while (group.lastRound() != round);
    }

    private void step() throws InterruptedException {
        long begun = pace.await(edge);
        edge = Math.max(edge, begun);
        if (inWindow) {
            if (begun >= control.windowEnd()) {
                inWindow = false;
                past = true;
                noteWindow();
                me.state(WorkerState.PAST_END);
            }
        } else if (!past && begun >= control.windowStart()) {
            inWindow = true;
            roundsBefore = round;
            firstEdge = begun;
        }
        turn();
        long next = System.nanoTime();
        if (inWindow) {
            me.countLatency(next - begun);
            longest = Math.max(longest, next - begun);
        }
        edge = next;
    }

    private void turn() throws InterruptedException {
        begin();
        driver.lead(groupIndex);
        if (isChecked()) {
            if (meets) {
                requireAllInRound();
            } else if (group.returned() != round) {
                throw outOfStep("the follower is in round " + group.returned());
            }
        }
    }

    private void begin() {
        if (leads || meets) {
            round++;
            if (isChecked()) {
                if (meets) {
                    me.round(round);
                } else {
                    group.sent(round);
                }
            }
        }
    }

    /** The follower's part, while the leader waits. */
    private void received() {
        if (meets) {
            if (isChecked()) {
                requireAllInRound();
            }
            return;
        }
        round++;
        if (isChecked()) {
            if (group.sent() != round) {
                throw outOfStep("the leader is in round " + group.sent());
            }
            group.returned(round);
        }
    }

    /** No worker can be behind; one that is ahead has begun the next round, and waits there for this one. */
    private void requireAllInRound() {
        for (WorkerBlock other : control.workers()) {
            long there = other.round();
            if (there != round && there != round + 1) {
                throw outOfStep("another party is in round " + there);
            }
        }
    }

    private boolean isChecked() {
        return round <= ALWAYS_CHECKED || round % CHECKED == 0;
    }

    private IllegalStateException outOfStep(String who) {
        return new IllegalStateException("out of step: this is round " + round + ", and " + who);
    }

    private void noteWindow() {
        me.window(round - roundsBefore, firstEdge, edge, longest);
    }
}
