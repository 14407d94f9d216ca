package io.interlock.internal.bias;

import io.interlock.internal.format.Owner;
import io.interlock.internal.wait.WaitingLoop;
import java.util.concurrent.TimeUnit;

/**
 * A thread's wait for a {@link BiasedLock}: until it is nobody's, or its owner is dead. If that takes long it may have stayed with an
 * owner that is not at work: then this asks for it, gives an owner that is at work a moment to pass it on, and takes it from
 * one that is not.
 */
final class TurnTaking implements WaitingLoop.Attempt {

    /** An owner at work passes on within this time, unless it was interrupted. */
    private static final long PASSING_NS = 2_000;

    private final BiasedLock turn;
    private final Owner me;
    private static final int LOOKS_BEFORE_PATIENCE = 100;
    private static final long PATIENT_LOOK_NS = TimeUnit.MILLISECONDS.toNanos(5);

    private boolean asks;
    private int looks;

    /** The word of a turn that is asked for, since when, and whether all have run through a fence since. */
    private long seen = TurnWord.FREE;

    private long seenNs;
    private boolean fenced;

    TurnTaking(BiasedLock turn, Owner me) {
        this.turn = turn;
        this.me = me;
    }

    /** From now on it asks, where turns can be asked for. */
    void ask(boolean possible) {
        asks = possible;
    }

    @Override
    public long attempt() {
        long word = turn.word();
        if (word == TurnWord.FREE || TurnWord.owner(word) == me.word()) {
            return turn.takeFrom(word, me) ? WaitingLoop.DONE : Owner.NOBODY;
        }
        return asks && takesFromIdle(word) ? WaitingLoop.DONE : TurnWord.owner(word);
    }

    private boolean takesFromIdle(long word) {
        if (word != seen) {
            see(TurnWord.isAsked(word) ? word : asked(word));
            return false;
        }
        boolean isMine = word == TurnWord.askedBy(me, word);
        if (System.nanoTime() - seenNs < (isMine ? PASSING_NS : BiasedLock.LOOK_AT_WORK_NS)) {
            return false;
        }
        if (!isMine) {
            // The other that has asked is gone, or does not run. Its request may be new by now: only one's own is known
            // to be old.
            see(asked(word));
            return false;
        }
        if (!fenced) {
            // [STAY] after the request, before the look.
            turn.fence();
            fenced = true;
        }
        return !turn.isAtWork(word) && turn.takeFrom(word, me);
    }

    /** The word with this thread's request; FREE if it was too late for that. */
    private long asked(long word) {
        long asked = TurnWord.askedBy(me, word);
        return turn.ask(word, asked) ? asked : TurnWord.FREE;
    }

    private void see(long word) {
        seen = word;
        seenNs = System.nanoTime();
        fenced = false;
    }

    @Override
    public boolean onDeath(long ownerWord) {
        long word = turn.word();
        return TurnWord.owner(word) == ownerWord && turn.takeFrom(word, me);
    }

    /** An owner that is not at work wakes nobody. */
    @Override
    public long maxSleepNs() {
        if (!asks) {
            return Long.MAX_VALUE;
        }
        // After 10 ms the owner is stopped, most likely.
        return looks++ < LOOKS_BEFORE_PATIENCE ? BiasedLock.LOOK_AT_WORK_NS : PATIENT_LOOK_NS;
    }

    /** Always: the owner that others watch has changed, and with it the life that they have to watch. */
    @Override
    public boolean propagates() {
        return true;
    }
}
