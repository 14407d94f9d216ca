package io.interlock.process;

import org.jspecify.annotations.Nullable;

/**
 * A child process did not end with exit code 0.
 *
 * <p>Where the child's task threw an exception, the message names its class and message, {@link #childStackTrace} is its
 * stack trace, and the cause is the exception itself if it is serializable and this JVM has its class.
 */
public class ChildFailedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final int exitCode;
    private final String childStackTrace;

    ChildFailedException(String message, int exitCode, String childStackTrace, @Nullable Throwable cause) {
        super(message, cause);
        this.exitCode = exitCode;
        this.childStackTrace = childStackTrace;
    }

    /** The child's exit code; 128 + signal number where a signal ended it. */
    public int exitCode() {
        return exitCode;
    }

    /** The stack trace of the child's exception, with its causes; empty where the child threw none. */
    public String childStackTrace() {
        return childStackTrace;
    }
}
