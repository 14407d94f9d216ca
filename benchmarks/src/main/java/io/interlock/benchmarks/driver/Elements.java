package io.interlock.benchmarks.driver;

import io.interlock.benchmarks.control.ControlBlock;

/**
 * An array whose elements all add to, one after the other. They fill two cache lines, so that two processes often want the
 * same line and seldom the same element.
 */
abstract class Elements implements ValueDriver {

    static final int LENGTH = ControlBlock.LOCK_WORDS;

    private int next;

    abstract long getAndAdd(int index, long delta);

    abstract long get(int index);

    @Override
    public final long getAndAdd(long delta) {
        next = (next + 1) % LENGTH;
        return getAndAdd(next, delta);
    }

    /** The sum: what all have added, whichever elements they added to. */
    @Override
    public final long get() {
        long sum = 0;
        for (int i = 0; i < LENGTH; i++) {
            sum += get(i);
        }
        return sum;
    }
}
