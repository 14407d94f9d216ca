package io.interlock.benchmarks.harness.control;

import static io.interlock.benchmarks.harness.control.ControlLayout.LAST_ROUND;
import static io.interlock.benchmarks.harness.control.ControlLayout.RETURNED;
import static io.interlock.benchmarks.harness.control.ControlLayout.SENT;
import static io.interlock.benchmarks.harness.control.ControlLayout.TURN;

/** A group's part of the control block: what workers that hand over to each other share besides the primitive. */
public final class GroupBlock {

    private final ControlWords words;

    GroupBlock(ControlWords words) {
        this.words = words;
    }

    public long lastRound() {
        return words.getAcquire(LAST_ROUND); // [LAST] acquire
    }

    /** To be called before that round: a worker that has finished it knows. */
    public void lastRound(long round) {
        words.putRelease(LAST_ROUND, round); // [LAST] release
    }

    public long sent() {
        return words.get(SENT);
    }

    public void sent(long round) {
        words.put(SENT, round);
    }

    public long returned() {
        return words.get(RETURNED);
    }

    public void returned(long round) {
        words.put(RETURNED, round);
    }

    /** A predicate to wait for; under a lock. */
    public long turn() {
        return words.get(TURN);
    }

    public void turn(long whose) {
        words.put(TURN, whose);
    }
}
