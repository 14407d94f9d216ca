package io.interlock.process;

import java.io.Serializable;

/** What a child process runs: a lambda that travels to it. What it captures must be serializable, and is copied. */
@FunctionalInterface
public interface SerializableRunnable extends Serializable {

    /** Runs in the child; an exception ends the child with status 1 and reaches the parent at {@code join}. */
    void run() throws Exception;
}
