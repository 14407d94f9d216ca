package io.interlock.benchmarks.harness.control;

/** Where a worker stands; the code stands in {@link ControlLayout#STATE}. */
public enum WorkerState {
    /** Not there yet. */
    STARTING(0),
    /** Polls for commands. */
    IDLE(1),
    /** Operates; the window, if there is one, has not ended for it. */
    RUNNING(2),
    /** Operates still, so that the others do not run alone, but has its figures of the window. */
    PAST_END(3),
    /** Has the lock and keeps it. */
    HOLDING(4),
    /** Is about to take the lock, or blocked in it. */
    ACQUIRING(5),
    /** Has had the lock and noted when. */
    ACQUIRED(6),
    /** Echoes. */
    ECHOING(7),
    /** Takes its part in rounds that its group's leader counts and times. */
    FOLLOWING(8),
    /** Has ended as it was told. */
    GONE(9),
    /** Has ended by an error, which stands in its output. */
    FAILED(10);

    private static final WorkerState[] BY_CODE = values();

    private final int code;

    WorkerState(int code) {
        this.code = code;
    }

    static WorkerState of(long code) {
        return BY_CODE[Math.toIntExact(code)];
    }

    int code() {
        return code;
    }
}
