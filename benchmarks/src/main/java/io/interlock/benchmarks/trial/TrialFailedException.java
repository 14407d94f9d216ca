package io.interlock.benchmarks.trial;

/** A trial cannot give a number: a worker died or hangs, or the check found wrong work. */
public final class TrialFailedException extends RuntimeException {

    private static final long serialVersionUID = 1;

    public TrialFailedException(String message) {
        super(message);
    }
}
