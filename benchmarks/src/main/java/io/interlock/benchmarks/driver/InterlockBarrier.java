package io.interlock.benchmarks.driver;

import io.interlock.sync.ShmBarrier;
import java.nio.file.Path;
import java.util.concurrent.BrokenBarrierException;

final class InterlockBarrier implements BarrierDriver {

    private final TrialRegion region;
    private final ShmBarrier barrier;

    InterlockBarrier(Path file, boolean first, int parties) {
        region = new TrialRegion(file, first);
        barrier = region.get().barrier("barrier", parties);
    }

    @Override
    public void await() throws InterruptedException {
        try {
            barrier.await();
        } catch (BrokenBarrierException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        region.close();
    }
}
