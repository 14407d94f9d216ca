package io.interlock.internal.os;

/** Messages to the operator, through the logger {@code io.interlock}. */
public final class Log {

    private Log() {}

    /** Logs the message. A logger that fails does not fail the operation that had something to say. */
    public static void log(System.Logger.Level level, String message) {
        try {
            System.getLogger("io.interlock").log(level, message);
        } catch (RuntimeException e) {
            System.err.println("io.interlock " + level + ": " + message);
        }
    }
}
