package io.interlock.benchmarks.harness.driver;

/** Shared memory that exists, with a number in it, and that a process opens to use it. */
public interface AttachDriver extends AutoCloseable {

    /** Opens it, adds one to the number, closes it; returns what the number was before. */
    long attach();

    /** Removes the memory in the process that made it. */
    @Override
    default void close() {}
}
