package io.interlock.benchmarks.driver;

import java.util.concurrent.atomic.AtomicLong;

/** Among threads of one process. */
final class JavaValue implements ValueDriver {

    private final AtomicLong value = new AtomicLong();

    @Override
    public long getAndAdd(long delta) {
        return value.getAndAdd(delta);
    }

    @Override
    public long get() {
        return value.get();
    }
}
