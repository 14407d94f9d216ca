package io.interlock.benchmarks.harness.control;

/** What the coordinator tells the workers; the code stands in {@link ControlLayout#COMMAND}. */
public enum Command {
    /** Do nothing. */
    IDLE(0),
    /** Lock, count, unlock, without pause, until the next command. */
    RUN(1),
    /** The target takes the lock and keeps it, also while another ACQUIREs, until the next command. */
    HOLD(2),
    /** The target takes the lock once and says when it got it. */
    ACQUIRE(3),
    /** The target echoes each PING as PONG until the next command. */
    ECHO(4),
    /** The target copies the value that it shares with the others to COUNTER. */
    PUBLISH(5),
    /** End. */
    QUIT(6);

    private static final Command[] BY_CODE = values();

    private final int code;

    Command(int code) {
        this.code = code;
    }

    static Command of(long code) {
        return BY_CODE[Math.toIntExact(code)];
    }

    int code() {
        return code;
    }
}
