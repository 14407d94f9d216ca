package io.interlock.benchmarks.peer;

import org.agrona.concurrent.BackoffIdleStrategy;
import org.agrona.concurrent.BusySpinIdleStrategy;
import org.agrona.concurrent.IdleStrategy;

/**
 * What a thread does between two looks for a message, of libraries that leave it to their user: it spins as long as each worker
 * has a processor of its own, and else backs off, as {@code BackoffIdleStrategy} does by its defaults.
 */
final class PollPause {

    private final IdleStrategy strategy;

    PollPause(boolean maySpin) {
        this.strategy = maySpin ? new BusySpinIdleStrategy() : new BackoffIdleStrategy();
    }

    void idle() throws InterruptedException {
        if (Thread.interrupted()) {
            throw new InterruptedException();
        }
        strategy.idle();
    }

    void reset() {
        strategy.reset();
    }
}
