package io.interlock.benchmarks.trial;

import io.interlock.benchmarks.harness.RunFiles;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * What this process, a JMH fork, has to clean up: workers by their handles, files by their names. It does so when it ends,
 * and when its parent was killed.
 */
public final class ForkScope {

    private static volatile ForkScope current = new ForkScope(RunFiles.newRunId());

    private final RunFiles files;
    private final String mine = ProcessHandle.current().pid() + "-";
    private final AtomicInteger trials = new AtomicInteger();
    private final Set<WorkerHost> hosts = ConcurrentHashMap.newKeySet();
    private boolean ended;

    private ForkScope(String runId) {
        this.files = new RunFiles(runId);
    }

    /** Makes this process a part of that run; before any trial. */
    public static void join(String runId) {
        current = new ForkScope(runId);
    }

    public static ForkScope current() {
        return current;
    }

    /** Cleans up at the end of this process, and ends it with its parent. */
    public void watch() {
        long parentPid = parentPid();
        Runtime.getRuntime().addShutdownHook(new Thread(() -> clean(parentPid), "clean-up"));
        ParentExitWatch.start(parentPid, () -> clean(parentPid));
    }

    /** Of the run, not of this fork alone. */
    public RunFiles files() {
        return files;
    }

    /** A name for the files of one more trial. */
    public String nextTrial() {
        return mine + trials.incrementAndGet();
    }

    /** Makes files or starts processes; never while this process cleans up, and not after. */
    public synchronized <T> T make(Callable<T> maker) {
        if (ended) {
            throw new TrialFailedException("this process is about to end");
        }
        try {
            return maker.call();
        } catch (RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    void add(WorkerHost host) {
        hosts.add(host);
    }

    void end(WorkerHost host) {
        host.end();
        hosts.remove(host);
    }

    /** The parent removes what is the whole run's; without one, this process is the last that can. */
    private synchronized void clean(long parentPid) {
        ended = true;
        hosts.forEach(WorkerHost::end);
        // JMH ends a fork whose parent is gone, and may be faster at that than our watch.
        files.sweep(parentPid() == parentPid ? mine : "");
    }

    private static long parentPid() {
        return ProcessHandle.current().parent().map(ProcessHandle::pid).orElse(0L);
    }
}
