package io.interlock.benchmarks.driver;

/**
 * What is measured, as one process sees it. A fork uses one implementation only, so that the compiler inlines these calls as
 * it would inline the primitive's own.
 */
public sealed interface Driver extends AutoCloseable
        permits LockDriver, ValueDriver, HandOffDriver, StreamDriver, MapDriver, ListDriver, AttachDriver {

    /** What another thread of this process uses. */
    default Driver forThread() {
        return this;
    }

    /** Lets go of what the driver has open; whoever created the primitive removes it. */
    @Override
    default void close() {}
}
