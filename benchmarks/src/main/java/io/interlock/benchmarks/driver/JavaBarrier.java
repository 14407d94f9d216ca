package io.interlock.benchmarks.driver;

import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CyclicBarrier;

final class JavaBarrier implements BarrierDriver {

    private final CyclicBarrier barrier;

    JavaBarrier(int parties) {
        barrier = new CyclicBarrier(parties);
    }

    @Override
    public void await() throws InterruptedException {
        try {
            barrier.await();
        } catch (BrokenBarrierException e) {
            throw new IllegalStateException(e);
        }
    }
}
