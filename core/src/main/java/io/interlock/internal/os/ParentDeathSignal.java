package io.interlock.internal.os;

import com.sun.jna.Native;

/**
 * Lets the kernel kill this process when the other end of a pipe is closed, as it is when the process there dies. No thread
 * of this one has to run for that: it works in the middle of a long garbage collection, and when the process is stopped.
 *
 * <p>{@code prctl(PR_SET_PDEATHSIG)} would look simpler, but watches the <em>thread</em> that forked: a child that a thread
 * of a pool has started would be killed when the pool shrinks.
 */
public final class ParentDeathSignal {

    private static final int F_GETFL = 3;
    private static final int F_SETFL = 4;
    private static final int F_SETOWN = 8;
    private static final int F_SETSIG = 10;
    private static final int O_ASYNC = 0x2000;
    private static final int SIGKILL = 9;

    private ParentDeathSignal() {}

    /** Returns false where that cannot be arranged; then the end of the pipe has to be read. */
    public static boolean kills(long thisProcess, int pipe) {
        return NativeCapabilities.get().calls()
                && fcntl(pipe, F_SETOWN, thisProcess) == 0
                && fcntl(pipe, F_SETSIG, SIGKILL) == 0
                && setAsynchronous(pipe);
    }

    private static boolean setAsynchronous(int pipe) {
        long flags = fcntl(pipe, F_GETFL, 0);
        return flags >= 0 && fcntl(pipe, F_SETFL, flags | O_ASYNC) == 0;
    }

    private static long fcntl(int descriptor, int command, long argument) {
        long result = LibC.syscall(Syscalls.FCNTL, descriptor, command, argument, 0, 0, 0);
        return result < 0 ? -Native.getLastError() : result;
    }
}
