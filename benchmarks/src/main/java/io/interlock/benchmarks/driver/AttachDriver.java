package io.interlock.benchmarks.driver;

/** Shared memory that exists, with a number in it, and that a process opens to use it. */
public non-sealed interface AttachDriver extends Driver {

    /** Opens it, adds one to the number, closes it; returns what the number was before. */
    long attach();
}
