package io.interlock.testing;

import static org.assertj.core.api.Assertions.assertThat;

import io.interlock.internal.access.CrashPoints;

/** Runs an operation again and again, its thread ending before its first store, its second, and so on. */
public final class CrashEnumeration {

    private static final long MAX_STORES = 1_000;

    private CrashEnumeration() {}

    /** One run; the thread ends before the operation's k-th store. */
    @FunctionalInterface
    public interface Run {
        /** Returns true if the operation was over before its k-th store. */
        boolean crashAt(long k) throws Exception;
    }

    /** Runs with k = 1, 2, 3… until the operation completes; returns how many stores it has. */
    public static long of(Run run) throws Exception {
        for (long k = 1; k < MAX_STORES; k++) {
            if (run.crashAt(k)) {
                return k - 1;
            }
        }
        throw new AssertionError("the operation does not end");
    }

    /** Runs the operation on a thread that ends before its k-th store; true if it completed. */
    public static boolean crashAt(long k, TestThread.Action operation) throws Exception {
        return crashAt(k, () -> {}, operation);
    }

    /** The same, after a preparation on that thread which is not counted. */
    public static boolean crashAt(long k, TestThread.Action preparation, TestThread.Action operation) throws Exception {
        return startToCrashAt(k, preparation, operation).join();
    }

    /** Runs the operation on a thread that fails before its k-th store and lives; true if it completed without. */
    public static boolean failAt(
            long k, TestThread.Action preparation, TestThread.Action operation, TestThread.Action others)
            throws Exception {
        FailingThread failing = FailingThread.start(k, preparation, operation, () -> {}, () -> {});
        var unused = failing.completed();
        others.run();
        return failing.end();
    }

    /** The same, without waiting for its end; the thread's result is true if the operation completed. */
    public static TestThread<Boolean> startToCrashAt(
            long k, TestThread.Action preparation, TestThread.Action operation) {
        return TestThread.start(() -> {
            preparation.run();
            CrashPoints.arm(k);
            try {
                operation.run();
            } catch (CrashPoints.Crash e) {
                // Not disarmed: nothing that this thread still does may leave a trace.
                return false;
            }
            assertThat(CrashPoints.disarm()).isTrue();
            return true;
        });
    }
}
