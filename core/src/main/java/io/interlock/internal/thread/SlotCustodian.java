package io.interlock.internal.thread;

import io.interlock.internal.access.PrivateThread;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * One platform thread per region and process that holds slots for threads which cannot hold their own: virtual threads,
 * which change the thread under them, and every thread of the portable protocol. It notices their end by looking.
 *
 * <p>It starts with the first call; a process that needs no custodian has none.
 */
final class SlotCustodian {

    private static final long LOOK_EVERY_MS = 20;

    private final Runnable look;
    private @Nullable ScheduledExecutorService executor;
    private boolean looks;
    private boolean stopped;

    /** @param look what to do every {@value #LOOK_EVERY_MS} ms, on the custodian's thread, from {@link #startLooking} on */
    SlotCustodian(Runnable look) {
        this.look = look;
    }

    /** Runs the action on the custodian's thread, or on another once that has stopped, and waits for it; interrupts do not end the wait. */
    <T> T call(Callable<T> action) {
        Future<T> submitted = submit(action);
        return submitted == null ? PrivateThread.call(action) : PrivateThread.resultOf(submitted);
    }

    /** From now on it looks: it holds a slot for a thread whose end it has to notice. */
    synchronized void startLooking() {
        if (!looks && !stopped) {
            looks = true;
            var unused = started().scheduleWithFixedDelay(look, LOOK_EVERY_MS, LOOK_EVERY_MS, TimeUnit.MILLISECONDS);
        }
    }

    /** For good. What was submitted before still runs: somebody waits for it. */
    synchronized void stop() {
        stopped = true;
        if (executor != null) {
            executor.shutdown();
            executor = null;
        }
    }

    private synchronized <T> @Nullable Future<T> submit(Callable<T> action) {
        return stopped ? null : started().submit(action);
    }

    private ScheduledExecutorService started() {
        if (executor == null) {
            executor = Executors.newSingleThreadScheduledExecutor(task -> {
                Thread thread = new Thread(task, "interlock-custodian");
                thread.setDaemon(true);
                return thread;
            });
        }
        return executor;
    }
}
