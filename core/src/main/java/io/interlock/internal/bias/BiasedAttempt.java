package io.interlock.internal.bias;

import io.interlock.internal.format.Owner;
import io.interlock.internal.wait.WaitingLoop;
import java.util.concurrent.TimeUnit;

/**
 * A thread's wait for a {@link BiasedLock}: until it is free, or its owner is dead. If that takes long, the lock may be biased to an
 * owner that is not active: then this asks for it, gives an active owner a moment to pass it on, and takes it from one that is
 * not active.
 */
final class BiasedAttempt implements WaitingLoop.Attempt {

    /** An active owner passes the lock on within this time, unless its thread was interrupted. */
    private static final long PASSING_NS = 2_000;

    private final BiasedLock lock;
    private final Owner me;
    private static final int LOOKS_BEFORE_PATIENCE = 100;
    private static final long PATIENT_LOOK_NS = TimeUnit.MILLISECONDS.toNanos(5);

    private boolean asks;
    private int looks;

    /** The word with a request, since when it is there, and whether all threads have executed a fence since. */
    private long seen = BiasWord.FREE;

    private long seenNs;
    private boolean fenced;

    BiasedAttempt(BiasedLock lock, Owner me) {
        this.lock = lock;
        this.me = me;
    }

    /** From now on it asks, if the lock can be asked for. */
    void ask(boolean possible) {
        asks = possible;
    }

    @Override
    public long attempt() {
        long word = lock.word();
        if (word == BiasWord.FREE || BiasWord.owner(word) == me.word()) {
            return lock.takeFrom(word, me) ? WaitingLoop.DONE : Owner.NOBODY;
        }
        return asks && takesFromIdle(word) ? WaitingLoop.DONE : BiasWord.owner(word);
    }

    private boolean takesFromIdle(long word) {
        if (word != seen) {
            see(BiasWord.isAsked(word) ? word : asked(word));
            return false;
        }
        boolean isMine = word == BiasWord.askedBy(me, word);
        if (System.nanoTime() - seenNs < (isMine ? PASSING_NS : BiasedLock.LOOK_ACTIVE_NS)) {
            return false;
        }
        if (!isMine) {
            // The other that has asked is gone, or does not run. Its request may be new by now: only one's own is known
            // to be old.
            see(asked(word));
            return false;
        }
        if (!fenced) {
            // [BIAS] after the request, before the look.
            lock.fence();
            fenced = true;
        }
        return !lock.isActive(word) && lock.takeFrom(word, me);
    }

    /** The word with this thread's request; FREE if it was too late for that. */
    private long asked(long word) {
        long asked = BiasWord.askedBy(me, word);
        return lock.ask(word, asked) ? asked : BiasWord.FREE;
    }

    private void see(long word) {
        seen = word;
        seenNs = System.nanoTime();
        fenced = false;
    }

    @Override
    public boolean onDeath(long ownerWord) {
        long word = lock.word();
        return BiasWord.owner(word) == ownerWord && lock.takeFrom(word, me);
    }

    /** An owner that is not active wakes nobody. */
    @Override
    public long maxSleepNs() {
        if (!asks) {
            return Long.MAX_VALUE;
        }
        // After 10 ms the owner is stopped, most likely.
        return looks++ < LOOKS_BEFORE_PATIENCE ? BiasedLock.LOOK_ACTIVE_NS : PATIENT_LOOK_NS;
    }

    /** Always: the owner that others watch has changed, and with it the life that they have to watch. */
    @Override
    public boolean propagates() {
        return true;
    }
}
