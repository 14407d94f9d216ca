package io.interlock.benchmarks.contest;

/** A trial cannot give a number: a contender died or hangs, or the check found wrong work. */
public final class ContestFailedException extends RuntimeException {

    private static final long serialVersionUID = 1;

    public ContestFailedException(String message) {
        super(message);
    }
}
