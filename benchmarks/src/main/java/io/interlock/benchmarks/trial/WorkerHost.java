package io.interlock.benchmarks.trial;

/** One or more workers that start and end together: a thread, or a process. */
interface WorkerHost {

    boolean isAlive();

    /** For messages. */
    String describe();

    /** What it wrote, or the exception that ended it. */
    String output();

    /** Ends it at once, and its files. A thread that is blocked in a lock cannot be ended; it is left, as a daemon. */
    void end();
}
