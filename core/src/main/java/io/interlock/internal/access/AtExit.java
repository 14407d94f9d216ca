package io.interlock.internal.access;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * What is left to do when the JVM exits; one shutdown hook for all of it, from the first call on.
 *
 * <p>Each action runs whatever the others do: one that throws is caught by itself, and one that does not return within
 * {@value #ONE_MS} ms is left behind on its thread. The hook ends after {@value #ALL_MS} ms at the latest, so that the exit
 * never hangs on a process that is stopped. What was not done by then is left as by a killed process.
 */
public final class AtExit {

    private static final long ONE_MS = 2_000;
    private static final long ALL_MS = 10_000;

    private static final Set<Runnable> ACTIONS = ConcurrentHashMap.newKeySet();

    static {
        try {
            Runtime.getRuntime().addShutdownHook(new Thread(AtExit::runAll, "interlock-exit"));
        } catch (IllegalStateException e) {
            // First used while the JVM exits: it leaves as a killed one does.
        }
    }

    private AtExit() {}

    public static void run(Runnable action) {
        ACTIONS.add(action);
    }

    /** True if it was still to be run. */
    public static boolean forget(Runnable action) {
        return ACTIONS.remove(action);
    }

    private static void runAll() {
        long endNs = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(ALL_MS);
        while (!ACTIONS.isEmpty() && System.nanoTime() - endNs < 0) {
            AtomicInteger finished = new AtomicInteger();
            Thread worker = new Thread(() -> runRemaining(finished), "interlock-exit-actions");
            worker.setDaemon(true);
            try {
                worker.start();
            } catch (OutOfMemoryError e) {
                // No thread can be had: the actions run here, without the limit.
                runRemaining(finished);
                return;
            }
            if (!ends(worker, finished, endNs)) {
                return;
            }
        }
    }

    /** Waits while actions finish; true also where one is stuck and another worker has to run the rest. */
    private static boolean ends(Thread worker, AtomicInteger finished, long endNs) {
        int before;
        do {
            before = finished.get();
            long leftMs = TimeUnit.NANOSECONDS.toMillis(endNs - System.nanoTime());
            try {
                worker.join(Math.max(1, Math.min(ONE_MS, leftMs)));
            } catch (InterruptedException e) {
                return false;
            }
        } while (worker.isAlive() && finished.get() != before && System.nanoTime() - endNs < 0);
        return true;
    }

    private static void runRemaining(AtomicInteger finished) {
        for (Runnable action : ACTIONS) {
            if (forget(action)) {
                Quietly.run("an action at exit", action::run);
                finished.incrementAndGet();
            }
        }
    }
}
