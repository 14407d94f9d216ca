package io.interlock.internal.bias;

import io.interlock.internal.format.Owner;
import io.interlock.internal.wait.WaitingLoop;

/** A wait until the owner of a {@link BiasedLock} is not active, or dead. */
final class QuiescenceWait implements WaitingLoop.Attempt {

    private final BiasedLock lock;
    private final Owner me;

    QuiescenceWait(BiasedLock lock, Owner me) {
        this.lock = lock;
        this.me = me;
    }

    @Override
    public long attempt() {
        long owner = owner();
        // If the thread that waits here is active, then with another lock.
        return owner == BiasWord.FREE || owner == me.word() || !lock.isActive(owner) ? WaitingLoop.DONE : owner;
    }

    private long owner() {
        return BiasWord.owner(lock.word());
    }

    @Override
    public boolean onDeath(long ownerWord) {
        return owner() == ownerWord;
    }

    /** Nobody is woken for a pause. */
    @Override
    public long maxSleepNs() {
        return BiasedLock.LOOK_ACTIVE_NS;
    }

    @Override
    public boolean propagates() {
        return true;
    }
}
