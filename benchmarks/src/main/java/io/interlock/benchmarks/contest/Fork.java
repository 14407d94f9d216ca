package io.interlock.benchmarks.contest;

import io.interlock.benchmarks.contender.ParentWatch;
import io.interlock.benchmarks.run.RunFiles;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * What this process, a JMH fork, has to clean up: contenders by their handles, files by their names. It does so when it ends,
 * and when its parent was killed.
 */
public final class Fork {

    private static volatile Fork current = new Fork(RunFiles.newRunId());

    private final RunFiles files;
    private final String mine = ProcessHandle.current().pid() + "-";
    private final AtomicInteger trials = new AtomicInteger();
    private final Set<Participant> participants = ConcurrentHashMap.newKeySet();
    private boolean ended;

    private Fork(String runId) {
        this.files = new RunFiles(runId);
    }

    /** Makes this process a part of that run; before any trial. */
    public static void join(String runId) {
        current = new Fork(runId);
    }

    public static Fork current() {
        return current;
    }

    /** Cleans up at the end of this process, and ends it with its parent. */
    public void watch() {
        long parentPid = parentPid();
        Runtime.getRuntime().addShutdownHook(new Thread(() -> clean(parentPid), "clean-up"));
        ParentWatch.start(parentPid, () -> clean(parentPid));
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
            throw new ContestFailedException("this process is about to end");
        }
        try {
            return maker.call();
        } catch (RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    void add(Participant participant) {
        participants.add(participant);
    }

    void end(Participant participant) {
        participant.end();
        participants.remove(participant);
    }

    /** The parent removes what is the whole run's; without one, this process is the last that can. */
    private synchronized void clean(long parentPid) {
        ended = true;
        participants.forEach(Participant::end);
        // JMH ends a fork whose parent is gone, and may be faster at that than our watch.
        files.sweep(parentPid() == parentPid ? mine : "");
    }

    private static long parentPid() {
        return ProcessHandle.current().parent().map(ProcessHandle::pid).orElse(0L);
    }
}
