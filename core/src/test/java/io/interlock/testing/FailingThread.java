package io.interlock.testing;

import io.interlock.internal.access.CrashPoints;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** A thread that fails before one of its stores, catches the error, and sleeps until it is told to end. */
final class FailingThread {

    private static final long WATCHDOG_S = 60;

    private final CompletableFuture<Boolean> completed = new CompletableFuture<>();
    private final CountDownLatch end = new CountDownLatch(1);
    private final TestThread<Boolean> thread;

    private FailingThread(
            long k,
            TestThread.Action preparation,
            TestThread.Action operation,
            TestThread.Action afterFailure,
            TestThread.Action afterwards) {
        thread = TestThread.start(() -> {
            boolean notReached;
            boolean done = false;
            try {
                preparation.run();
                CrashPoints.armFailure(k);
                try {
                    operation.run();
                    done = true;
                } catch (CrashPoints.Failure e) {
                    // It lives.
                } finally {
                    notReached = CrashPoints.disarm();
                }
                // A thread that has completed ends at once: what it has taken is left, as by a death.
                if (!done) {
                    afterFailure.run();
                    afterwards.run();
                }
            } catch (Throwable e) {
                completed.completeExceptionally(e);
                throw e;
            }
            completed.complete(done);
            if (!done) {
                end.await();
            }
            return notReached;
        });
    }

    static FailingThread start(
            long k,
            TestThread.Action preparation,
            TestThread.Action operation,
            TestThread.Action afterFailure,
            TestThread.Action afterwards) {
        return new FailingThread(k, preparation, operation, afterFailure, afterwards);
    }

    void awaitSleepOrOutcome() {
        Await.until("the failing thread sleeps", () -> thread.isAsleep() || completed.isDone());
    }

    /** True if its operation has returned, false if it has failed; the thread lives then. */
    boolean completed() throws Exception {
        try {
            boolean done = completed.get(WATCHDOG_S, TimeUnit.SECONDS);
            if (done) {
                thread.join();
            }
            return done;
        } catch (ExecutionException e) {
            throw new AssertionError("in the failing thread: " + e.getCause(), e.getCause());
        } catch (TimeoutException e) {
            return thread.join();
        }
    }

    /** Lets it end; true if it has never come to the store at which it was to fail. */
    boolean end() throws Exception {
        end.countDown();
        return thread.join();
    }
}
