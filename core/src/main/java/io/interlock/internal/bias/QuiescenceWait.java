package io.interlock.internal.bias;

import io.interlock.internal.format.Owner;
import io.interlock.internal.wait.WaitingLoop;

/** A wait for a pause in the work of whoever has a {@link BiasedLock}, or for that one's death. */
final class QuiescenceWait implements WaitingLoop.Attempt {

    private final BiasedLock turn;
    private final Owner me;

    QuiescenceWait(BiasedLock turn, Owner me) {
        this.turn = turn;
        this.me = me;
    }

    @Override
    public long attempt() {
        long owner = owner();
        // A thread that waits here is at work in another role, if it is at work.
        return owner == TurnWord.FREE || owner == me.word() || !turn.isAtWork(owner) ? WaitingLoop.DONE : owner;
    }

    private long owner() {
        return TurnWord.owner(turn.word());
    }

    @Override
    public boolean onDeath(long ownerWord) {
        return owner() == ownerWord;
    }

    /** Nobody is woken for a pause. */
    @Override
    public long maxSleepNs() {
        return BiasedLock.LOOK_AT_WORK_NS;
    }

    @Override
    public boolean propagates() {
        return true;
    }
}
