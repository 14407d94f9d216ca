package io.interlock.benchmarks.suite;

/** A fork gave no result: its check failed, a worker died, or the JVM did. */
final class ForkFailedException extends Exception {

    private static final long serialVersionUID = 1;

    ForkFailedException(String message, Throwable cause) {
        super(message, cause);
    }
}
