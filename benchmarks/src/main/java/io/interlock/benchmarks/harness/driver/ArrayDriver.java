package io.interlock.benchmarks.harness.driver;

import io.interlock.benchmarks.harness.control.ControlBlock;

/**
 * An array whose elements all add to, one after the other. They fill two cache lines, so that two processes often want the
 * same line and seldom the same element.
 */
public abstract class ArrayDriver implements ValueDriver {

    public static final int LENGTH = ControlBlock.LOCK_WORDS;

    private int next;

    protected abstract long getAndAdd(int index, long delta);

    protected abstract long get(int index);

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
