package io.interlock.benchmarks.driver;

import java.util.concurrent.atomic.AtomicLong;

/** Among threads of one process. */
public final class JavaValue implements ValueDriver {

    private final AtomicLong value = new AtomicLong();

    /** What a program would hold. */
    public AtomicLong value() {
        return value;
    }

    @Override
    public long getAndAdd(long delta) {
        return value.getAndAdd(delta);
    }

    @Override
    public long get() {
        return value.get();
    }
}
