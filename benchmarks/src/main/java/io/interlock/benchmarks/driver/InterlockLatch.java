package io.interlock.benchmarks.driver;

import io.interlock.sync.ShmLatch;
import java.nio.file.Path;

/** A latch that nobody gets to open: what is added up is how often it was counted down. */
final class InterlockLatch implements ValueDriver {

    private final TrialRegion region;
    private final ShmLatch latch;

    InterlockLatch(Path file, boolean first) {
        region = new TrialRegion(file, first);
        latch = region.get().latch("latch", Long.MAX_VALUE);
    }

    @Override
    public long getAndAdd(long delta) {
        latch.countDown();
        return 0;
    }

    @Override
    public long get() {
        return Long.MAX_VALUE - latch.getCount();
    }

    @Override
    public void close() {
        region.close();
    }
}
