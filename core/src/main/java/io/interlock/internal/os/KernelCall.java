package io.interlock.internal.os;

/**
 * A system call that waiting relies on. A sandbox may begin to refuse it while the process runs: what needs it then changes to
 * another way, for good, and one warning says so.
 */
final class KernelCall {

    static final KernelCall FUTEX_WAIT =
            new KernelCall("futex(FUTEX_WAIT)", "waiting threads of this process now poll, every 0.05 to 1.6 ms");
    static final KernelCall FUTEX_WAKE = new KernelCall(
            "futex(FUTEX_WAKE)", "threads that this process should wake now notice only when they next look");
    static final KernelCall FUTEX_WAITV = new KernelCall(
            "futex_waitv", "waiting threads of this process now look every millisecond whether the holder has died");
    static final KernelCall MEMBARRIER = new KernelCall(
            "membarrier", "waiting threads of this process now look every millisecond whether they missed a wake-up");

    private static final int ENOMEM = 12;

    private final String call;
    private final String consequence;
    private volatile boolean refused;

    private KernelCall(String call, String consequence) {
        this.call = call;
        this.consequence = consequence;
    }

    /** False once the call has been refused. */
    boolean works() {
        return !refused;
    }

    /** The call has failed with an error that it does not give where it works. */
    void failed(int errno) {
        if (errno == ENOMEM || !refuse()) {
            return;
        }
        Log.log(
                System.Logger.Level.WARNING,
                "The system call " + call + " worked when this process started and fails now, " + Errno.describe(errno)
                        + ": " + consequence + ". Allow the call in the sandbox's profile (seccomp).");
    }

    private synchronized boolean refuse() {
        boolean first = !refused;
        refused = true;
        return first;
    }
}
