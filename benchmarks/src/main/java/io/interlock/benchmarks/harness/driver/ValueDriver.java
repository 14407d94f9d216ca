package io.interlock.benchmarks.harness.driver;

/** A number that all add to. */
public non-sealed interface ValueDriver extends Driver {

    long getAndAdd(long delta);

    long get();

    /** What a program would hold instead of this driver. */
    default Object object() {
        return this;
    }
}
