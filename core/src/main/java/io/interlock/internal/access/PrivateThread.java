package io.interlock.internal.access;

import io.interlock.internal.os.VirtualThreads;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;

/**
 * Runs on a platform thread of its own what the caller's thread cannot do safely.
 *
 * <p>A thread that is interrupted, or gets interrupted, while it uses a {@code FileChannel} closes that channel for the
 * whole process; nobody can interrupt this one. And a virtual thread may change its carrier while it holds a mutex that
 * the C library ties to a thread. For rare work: it starts a thread at each call.
 */
public final class PrivateThread {

    private PrivateThread() {}

    /** Runs the action and waits for it; interrupts do not end the wait. */
    public static <T> T call(Callable<T> action) {
        FutureTask<T> task = new FutureTask<>(action);
        Thread thread = new Thread(task, "interlock-io");
        thread.setDaemon(true);
        try {
            thread.start();
        } catch (OutOfMemoryError e) {
            if (VirtualThreads.isVirtual(Thread.currentThread())) {
                throw e;
            }
            return callHere(task);
        }
        return resultOf(task);
    }

    /** Where the process may not have one more thread. An interrupt that comes meanwhile still closes a channel. */
    private static <T> T callHere(FutureTask<T> task) {
        boolean interrupted = Thread.interrupted();
        try {
            task.run();
            return resultOf(task);
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /** Waits for what another thread runs; an interrupt is kept for the caller. */
    public static <T> T resultOf(Future<T> future) {
        boolean interrupted = false;
        try {
            for (; ; ) {
                try {
                    return future.get();
                } catch (InterruptedException e) {
                    interrupted = true;
                } catch (ExecutionException e) {
                    if (e.getCause() instanceof RuntimeException unchecked) {
                        throw unchecked;
                    }
                    if (e.getCause() instanceof Error error) {
                        throw error;
                    }
                    throw new IllegalStateException(e.getCause());
                }
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
