package io.interlock.process;

/** A child process failed; where it threw an exception, the cause's stack trace is the child's. */
public class ChildFailedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final int exitCode;

    ChildFailedException(String message, int exitCode) {
        super(message);
        this.exitCode = exitCode;
    }

    /** The child's exit code; 128 + signal number where a signal ended it. */
    public int exitCode() {
        return exitCode;
    }
}
