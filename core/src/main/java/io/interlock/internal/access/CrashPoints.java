package io.interlock.internal.access;

/**
 * Lets a test end a thread before its k-th store to shared memory, for every k, and so try each half-done state that a
 * {@code kill -9} can leave. Or has the thread fail there and live on, as after a {@link StackOverflowError}.
 *
 * <p>Off unless the JVM was started with {@code -Dinterlock.crashPoints=true}: then the constant below folds to nothing
 * and no store pays for it.
 */
public final class CrashPoints {

    private static final boolean ENABLED = Boolean.getBoolean("interlock.crashPoints");
    private static final ThreadLocal<Countdown> COUNTDOWN = new ThreadLocal<>();

    private CrashPoints() {}

    /** Ends the calling thread, by {@link Crash}, just before its store number {@code store} from here, from 1. */
    public static void arm(long store) {
        arm(store, true);
    }

    /** Has the calling thread fail once, by {@link Failure}, just before its store number {@code store} from here, from 1. */
    public static void armFailure(long store) {
        arm(store, false);
    }

    private static void arm(long store, boolean deadly) {
        if (!ENABLED) {
            throw new IllegalStateException("crash points are off: start the JVM with -Dinterlock.crashPoints=true");
        }
        COUNTDOWN.set(new Countdown(store, deadly));
    }

    /** Ends the enumeration on the calling thread; true if it got by without reaching the armed store. */
    public static boolean disarm() {
        Countdown countdown = COUNTDOWN.get();
        COUNTDOWN.remove();
        return countdown != null && countdown.remaining > 0;
    }

    /** True on a thread that has reached its crash point: whatever it runs until it ends must leave no trace. */
    public static boolean crashed() {
        if (!ENABLED) {
            return false;
        }
        Countdown countdown = COUNTDOWN.get();
        return countdown != null && countdown.deadly && countdown.remaining <= 0;
    }

    public static void beforeStore() {
        if (ENABLED) {
            countDown();
        }
    }

    private static void countDown() {
        Countdown countdown = COUNTDOWN.get();
        if (countdown == null) {
            return;
        }
        countdown.remaining--;
        // Past a crash every further store is refused too: clean-up code of a dead thread does not run either.
        if (countdown.deadly && countdown.remaining <= 0) {
            throw new Crash();
        }
        if (countdown.remaining == 0) {
            throw new Failure();
        }
    }

    /** How many stores the thread has before it ends or fails. */
    private static final class Countdown {
        private final boolean deadly;
        private long remaining;

        Countdown(long remaining, boolean deadly) {
            this.remaining = remaining;
            this.deadly = deadly;
        }
    }

    /** What an armed thread dies of. Nothing in Interlock catches it. */
    public static final class Crash extends Error {

        private static final long serialVersionUID = 1L;

        Crash() {
            super("crash point reached", null, false, false);
        }
    }

    /** What a thread fails with that lives on; stands for any error in the middle of an operation. */
    public static final class Failure extends Error {

        private static final long serialVersionUID = 1L;

        Failure() {
            super("failure point reached", null, false, false);
        }
    }
}
