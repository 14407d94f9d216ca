package io.interlock.benchmarks.driver;

import java.util.concurrent.atomic.AtomicLongArray;

/** Among threads of one process; each thread has its own of these. */
final class JavaArray extends Elements {

    private final AtomicLongArray array;

    JavaArray(AtomicLongArray array) {
        this.array = array;
    }

    @Override
    public Driver forThread() {
        return new JavaArray(array);
    }

    @Override
    long getAndAdd(int index, long delta) {
        return array.getAndAdd(index, delta);
    }

    @Override
    long get(int index) {
        return array.get(index);
    }
}
