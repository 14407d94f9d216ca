package io.interlock.benchmarks.driver;

/** A number that all add to. */
public non-sealed interface ValueDriver extends Driver {

    long getAndAdd(long delta);

    long get();
}
