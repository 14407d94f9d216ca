package io.interlock.benchmarks.peer;

/** A peer cannot run here. */
public final class MissingToolException extends RuntimeException {

    private static final long serialVersionUID = 1;

    private final String reason;
    private final String hint;

    MissingToolException(String reason, String hint) {
        super(reason + "; " + hint);
        this.reason = reason;
        this.hint = hint;
    }

    public String reason() {
        return reason;
    }

    /** What to install. */
    public String hint() {
        return hint;
    }
}
