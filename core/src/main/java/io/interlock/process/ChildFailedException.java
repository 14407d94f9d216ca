package io.interlock.process;

import org.jspecify.annotations.Nullable;

/**
 * A child process ended with an exit code other than 0.
 *
 * <p>If the child's task threw an exception, the message contains its class and message, {@link #childStackTrace} is
 * its stack trace, and the cause is the exception itself, provided that it is serializable and this JVM has its class.
 *
 * <pre>{@code
 * JvmProcess child = JvmProcess.start(() -> System.exit(3));
 * try {
 *     child.join();
 * } catch (ChildFailedException e) {
 *     System.err.println(e.exitCode() + " " + e.childStackTrace());
 * }
 * }</pre>
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

    /**
     * Returns the child's exit code.
     *
     * @return the exit code; 128 plus the signal number if a signal ended the child, such as 137 for {@code kill -9}
     */
    public int exitCode() {
        return exitCode;
    }

    /**
     * Returns the stack trace of the exception that the child's task threw, with its causes.
     *
     * @return the text; empty if the task threw nothing
     */
    public String childStackTrace() {
        return childStackTrace;
    }
}
