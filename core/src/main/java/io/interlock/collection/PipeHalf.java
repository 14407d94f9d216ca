package io.interlock.collection;

import org.jspecify.annotations.Nullable;

/**
 * Sending or receiving at one end of a pipe, in this process, however many openings lead to it: one thread's, until it ends or
 * gives it up. So a message costs no atomic operation, which would wait for all earlier stores.
 */
final class PipeHalf {

    /** What it is, for messages. */
    private final String where;

    /** Not synchronised to read: a thread asks only whether it is itself, and only itself writes itself there. */
    private @Nullable Thread user;

    /** A message that was claimed, and neither committed nor aborted. */
    private @Nullable PipeClaim claim;

    PipeHalf(String where) {
        this.where = where;
    }

    /** By a thread that is about to use it. */
    void enter() {
        if (user != Thread.currentThread()) {
            take();
        }
    }

    private synchronized void take() {
        Thread before = user;
        if (before != null && before.isAlive()) {
            throw new IllegalStateException(where + ": in use by " + before + ", not by " + Thread.currentThread()
                    + "; one thread may send and one may receive; let it call handOver() first");
        }
        user = Thread.currentThread();
        claim = null;
    }

    /** Nothing for a thread that is not its user. */
    synchronized void leave() {
        if (user == Thread.currentThread()) {
            user = null;
            claim = null;
        }
    }

    /** When the end is closed. */
    synchronized void clear() {
        user = null;
        claim = null;
    }

    boolean hasClaim() {
        return claim != null;
    }

    boolean isClaim(PipeClaim which) {
        return claim == which;
    }

    void setClaim(@Nullable PipeClaim newClaim) {
        claim = newClaim;
    }
}
