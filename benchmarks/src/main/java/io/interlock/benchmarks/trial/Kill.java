package io.interlock.benchmarks.trial;

import com.sun.jna.Native;

/**
 * {@code kill -9}, by the system call itself: {@link ProcessHandle#destroyForcibly} first reads a file to make sure of the
 * process, which would count as a part of the recovery.
 */
final class Kill {

    private static final int PROBE = 0;
    private static final int SIGKILL = 9;

    static {
        Native.register(Kill.class, "c");
    }

    private Kill() {}

    /** Kills the process; returns the time just before. */
    static long now(long pid) {
        int process = Math.toIntExact(pid);
        if (kill(process, PROBE) != 0) {
            throw new TrialFailedException("process " + pid + " has ended before its kill");
        }
        long before = System.nanoTime();
        kill(process, SIGKILL);
        return before;
    }

    private static native int kill(int process, int signal);
}
