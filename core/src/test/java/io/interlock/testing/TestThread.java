package io.interlock.testing;

import java.lang.reflect.InvocationTargetException;
import java.util.Arrays;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Assumptions;

/** A thread whose result, or failure, comes out where it is joined. */
public final class TestThread<T> {

    private static final long WATCHDOG_S = 100;

    private final FutureTask<T> task;
    private final Thread thread;

    private TestThread(FutureTask<T> task, Thread thread) {
        this.task = task;
        this.thread = thread;
    }

    /** What a thread runs that gives no result. */
    @FunctionalInterface
    public interface Action {
        void run() throws Exception;
    }

    public static <T> TestThread<T> start(Callable<T> callable) {
        FutureTask<T> task = new FutureTask<>(callable);
        Thread thread = new Thread(task, "test-thread");
        thread.setDaemon(true);
        thread.start();
        return new TestThread<>(task, thread);
    }

    public static TestThread<Boolean> run(Action action) {
        return start(asCallable(action));
    }

    /** Starts a thread that has to wait for a primitive, and returns when it sleeps and has told wakers so. */
    public static TestThread<Boolean> startAsleep(Action action) {
        TestThread<Boolean> thread = run(action);
        Await.until("the thread sleeps", () -> thread.isAsleep() || !thread.isAlive());
        return thread;
    }

    /** A virtual thread; the test is skipped on a JDK that has none. */
    public static TestThread<Boolean> runVirtual(Action action) {
        Assumptions.assumeTrue(Runtime.version().feature() >= 21, "this JDK has no virtual threads");
        FutureTask<Boolean> task = new FutureTask<>(asCallable(action));
        try {
            Thread thread = (Thread)
                    Thread.class.getMethod("startVirtualThread", Runnable.class).invoke(null, task);
            return new TestThread<>(task, thread);
        } catch (NoSuchMethodException | IllegalAccessException | InvocationTargetException e) {
            throw new LinkageError("no virtual threads", e);
        }
    }

    /** Runs the action on a thread of its own, which has ended when this returns. */
    public static void elsewhere(Action action) throws Exception {
        run(action).join();
    }

    /** Waits until the thread has ended, and throws what ended it. */
    public T join() throws Exception {
        try {
            T result = task.get(WATCHDOG_S, TimeUnit.SECONDS);
            thread.join();
            return result;
        } catch (ExecutionException e) {
            throw new AssertionError("in " + thread.getName() + ": " + e.getCause(), e.getCause());
        } catch (TimeoutException e) {
            AssertionError stuck = new AssertionError(thread.getName() + " is stuck");
            stuck.setStackTrace(thread.getStackTrace());
            throw stuck;
        }
    }

    public void interrupt() {
        thread.interrupt();
    }

    /** True while a method of this name is on the thread's stack. */
    public boolean isIn(String method) {
        return Arrays.stream(thread.getStackTrace())
                .anyMatch(frame -> frame.getMethodName().equals(method));
    }

    /** True while the thread sleeps in the waiting loop: it has announced itself, and looked once more after that. */
    public boolean isAsleep() {
        return Arrays.stream(thread.getStackTrace()).anyMatch(TestThread::isSleep);
    }

    private static boolean isSleep(StackTraceElement frame) {
        return frame.getClassName().equals("io.interlock.internal.thread.ThreadTable")
                && frame.getMethodName().equals("sleep");
    }

    public boolean isAlive() {
        return thread.isAlive();
    }

    private static Callable<Boolean> asCallable(Action action) {
        return () -> {
            action.run();
            return true;
        };
    }
}
