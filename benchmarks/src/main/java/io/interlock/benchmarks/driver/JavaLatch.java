package io.interlock.benchmarks.driver;

import java.util.concurrent.CountDownLatch;

/** Among threads of one process; enough for two thousand million. */
final class JavaLatch implements ValueDriver {

    private final CountDownLatch latch = new CountDownLatch(Integer.MAX_VALUE);

    @Override
    public long getAndAdd(long delta) {
        latch.countDown();
        return 0;
    }

    @Override
    public long get() {
        return Integer.MAX_VALUE - latch.getCount();
    }
}
