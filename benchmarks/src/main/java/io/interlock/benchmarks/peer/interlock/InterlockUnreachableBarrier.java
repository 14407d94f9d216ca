package io.interlock.benchmarks.peer.interlock;

import io.interlock.Region;
import io.interlock.benchmarks.harness.driver.LockDriver;
import io.interlock.sync.ShmBarrier;
import java.util.concurrent.BrokenBarrierException;

/**
 * A barrier that one party more than there are workers would have to come to: it lets nobody through, and breaks when one
 * who waits there dies. In terms of a lock: its holder waits there, in a thread of its own; a thread that acquires it waits there until
 * it breaks.
 */
final class InterlockUnreachableBarrier implements LockDriver {

    private static final int PARTIES = 3;

    private final ShmBarrier barrier;
    private final boolean first;

    InterlockUnreachableBarrier(Region region, boolean first) {
        this.first = first;
        barrier = region.barrier("barrier", PARTIES);
    }

    @Override
    public void lock() {
        if (first) {
            awaitBreak();
        } else {
            Thread waiting = new Thread(this::awaitBreak, "waits at the barrier");
            waiting.setDaemon(true);
            waiting.start();
            while (barrier.getNumberWaiting() == 0) {
                Thread.onSpinWait();
            }
        }
    }

    private void awaitBreak() {
        try {
            barrier.await();
        } catch (BrokenBarrierException e) {
            return;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        throw new IllegalStateException("two of three parties came through the barrier");
    }

    @Override
    public void unlock() {}
}
