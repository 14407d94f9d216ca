package io.interlock.benchmarks.harness.driver;

/**
 * What is measured, as one process sees it. A fork uses one peer only, so that the compiler inlines these calls as it would
 * inline the primitive's own.
 */
public sealed interface Driver permits LockDriver, ValueDriver, HandOffDriver, StreamDriver, MapDriver, ListDriver {

    /** What another thread of this process uses. */
    default Driver forThread() {
        return this;
    }
}
