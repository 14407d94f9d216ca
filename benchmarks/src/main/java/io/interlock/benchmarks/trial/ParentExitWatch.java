package io.interlock.benchmarks.trial;

/** Ends this process when its parent ends, however that came about. */
public final class ParentExitWatch {

    private static final int ORPHANED = 143;

    private ParentExitWatch() {}

    /**
     * Begins to watch.
     *
     * @param parentPid who must be the parent: it may have ended before we could look
     * @param last what to do before the end
     */
    public static void start(long parentPid, Runnable last) {
        ProcessHandle parent = ProcessHandle.current().parent().orElse(null);
        if (parent == null || parent.pid() != parentPid) {
            end(last);
            return;
        }
        var unused = parent.onExit().thenRun(() -> end(last));
    }

    private static void end(Runnable last) {
        try {
            last.run();
        } finally {
            // Not exit: a thread may be blocked in a lock for ever, and shutdown hooks have nobody to report to.
            Runtime.getRuntime().halt(ORPHANED);
        }
    }
}
