package io.interlock.internal.process;

import java.util.Map;

/** Exit codes, for people. */
public final class ExitCode {

    /** What a shell and {@link Process} add to a signal's number. */
    private static final int SIGNALLED = 128;

    private static final Map<Integer, String> SIGNALS = Map.of(
            1, "SIGHUP", 2, "SIGINT", 3, "SIGQUIT", 4, "SIGILL", 6, "SIGABRT", 7, "SIGBUS", 8, "SIGFPE", 9, "SIGKILL",
            11, "SIGSEGV", 15, "SIGTERM");

    private ExitCode() {}

    public static String describe(int code) {
        String signal = SIGNALS.get(code - SIGNALLED);
        return signal == null ? String.valueOf(code) : code + " (" + signal + ")";
    }

    public static boolean isSignal(int code) {
        return code > SIGNALLED;
    }
}
