package io.interlock.memory;

/**
 * Lets a test end a thread before its k-th store to shared memory, for every k, and so try each half-done state that a
 * {@code kill -9} can leave.
 *
 * <p>Off unless the JVM was started with {@code -Dinterlock.crashPoints=true}: then the constant below folds to nothing
 * and no store pays for it.
 */
public final class CrashPoints {

    private static final boolean ENABLED = Boolean.getBoolean("interlock.crashPoints");
    private static final ThreadLocal<long[]> REMAINING = new ThreadLocal<>();

    private CrashPoints() {}

    /** Ends the calling thread, by {@link Crash}, just before its store number {@code store} from here, from 1. */
    public static void arm(long store) {
        if (!ENABLED) {
            throw new IllegalStateException("crash points are off: start the JVM with -Dinterlock.crashPoints=true");
        }
        REMAINING.set(new long[] {store});
    }

    /** Ends the enumeration on the calling thread; true if it got by without reaching the armed store. */
    public static boolean disarm() {
        long[] remaining = REMAINING.get();
        REMAINING.remove();
        return remaining != null && remaining[0] > 0;
    }

    /** True on a thread that has reached its crash point: whatever it runs until it ends must leave no trace. */
    static boolean crashed() {
        if (!ENABLED) {
            return false;
        }
        long[] remaining = REMAINING.get();
        return remaining != null && remaining[0] <= 0;
    }

    static void beforeStore() {
        if (ENABLED) {
            countDown();
        }
    }

    private static void countDown() {
        long[] remaining = REMAINING.get();
        if (remaining == null) {
            return;
        }
        // Past the crash every further store is refused too: clean-up code of a dead thread does not run either.
        if (--remaining[0] <= 0) {
            throw new Crash();
        }
    }

    /** What an armed thread dies of. Nothing in Interlock catches it. */
    public static final class Crash extends Error {

        private static final long serialVersionUID = 1L;

        Crash() {
            super("crash point reached", null, false, false);
        }
    }
}
