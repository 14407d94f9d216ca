package io.interlock.benchmarks.suite;

import io.interlock.benchmarks.harness.RunFiles;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;

/** Leaves no process and no file of the run behind, however it ends short of a kill. */
final class Cleanup implements AutoCloseable {

    private static final long END_TIMEOUT_S = 5;
    private static final long INTERRUPTION_GRACE_MS = 300;

    private final RunFiles files;
    private final Supplier<String> whatRemains;
    private final Thread hook = new Thread(this::interrupted, "clean-up");

    private Cleanup(RunFiles files, Supplier<String> whatRemains) {
        this.files = files;
        this.whatRemains = whatRemains;
    }

    /** @param whatRemains what an interruption leaves, for people */
    static Cleanup atEndOf(RunFiles files, Supplier<String> whatRemains) {
        Cleanup cleanup = new Cleanup(files, whatRemains);
        Runtime.getRuntime().addShutdownHook(cleanup.hook);
        return cleanup;
    }

    /**
     * After a failure: Ctrl-C ends the forks, too, and that is no failure to speak of. Does not return if this program is
     * about to end by it.
     */
    void awaitInterruption() {
        try {
            Thread.sleep(INTERRUPTION_GRACE_MS);
            if (hook.isAlive() || hook.getState() == Thread.State.TERMINATED) {
                Thread.sleep(Long.MAX_VALUE);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
            endProcesses();
            files.sweep("");
        } catch (IllegalStateException e) {
            // The hook runs already.
        }
    }

    private void interrupted() {
        endProcesses();
        files.sweep("");
        System.err.println();
        System.err.println("interrupted: " + whatRemains.get());
    }

    /** Forks, workers, compilers: all that this process started and what those started. */
    private static void endProcesses() {
        List<ProcessHandle> all = ProcessHandle.current().descendants().toList();
        all.forEach(ProcessHandle::destroyForcibly);
        for (ProcessHandle process : all) {
            try {
                process.onExit().get(END_TIMEOUT_S, TimeUnit.SECONDS);
            } catch (InterruptedException | java.util.concurrent.ExecutionException | TimeoutException e) {
                System.err.println("process " + process.pid() + " does not end: " + e);
            }
        }
    }
}
