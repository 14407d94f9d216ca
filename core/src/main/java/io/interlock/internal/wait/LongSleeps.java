package io.interlock.internal.wait;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * One thread for all long sleepers of this process. Every {@value #TICK_MS} ms it looks, on their behalf, for what no waker
 * announces: an interrupt, a closed region, a lost wake-up, a death that the kernel does not report. It wakes whoever has to
 * see to it. So a sleeper itself does not have to wake up in short intervals, and 100 idle sleepers cost as much as one.
 *
 * <p>The thread starts with the first long sleep and ends when there has been none for some seconds. See
 * {@code core/docs/decisions/0018-idle-waiters.md}.
 */
public final class LongSleeps {

    static final long TICK_MS = 50;

    /** The longest sleep of a registered thread: a second line of defence, should this thread itself have been stopped. */
    static final long MAX_SLEEP_NS = TimeUnit.SECONDS.toNanos(10);

    private static final int IDLE_TICKS = 200;

    private static final Set<Sleeper> SLEEPERS = new LinkedHashSet<>();
    private static @Nullable Thread ticker;

    /** A thread that sleeps. Both methods are called by the ticker's thread. */
    interface Sleeper {

        boolean shouldLook();

        void wake();
    }

    private LongSleeps() {}

    /** False where the ticker cannot be started, for want of threads: then the caller sleeps in short slices. */
    public static synchronized boolean add(Sleeper sleeper) {
        if (ticker == null) {
            Thread thread = new Thread(LongSleeps::run, "interlock-ticker");
            thread.setDaemon(true);
            // Else it keeps the class loader of whoever waits first.
            thread.setContextClassLoader(null);
            try {
                thread.start();
            } catch (OutOfMemoryError e) {
                return false;
            }
            ticker = thread;
        }
        SLEEPERS.add(sleeper);
        return true;
    }

    public static synchronized void remove(Sleeper sleeper) {
        SLEEPERS.remove(sleeper);
    }

    /** Called once a region has been closed: its waiters should not have to wait for the next tick. */
    public static void look() {
        sleepers().forEach(LongSleeps::look);
    }

    private static void run() {
        int idle = 0;
        while (idle < IDLE_TICKS || !hasEnded()) {
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(TICK_MS));
            List<Sleeper> all = sleepers();
            idle = all.isEmpty() ? idle + 1 : 0;
            all.forEach(LongSleeps::look);
        }
    }

    private static void look(Sleeper sleeper) {
        boolean wakes;
        try {
            wakes = sleeper.shouldLook();
        } catch (RuntimeException e) {
            // Damaged memory, for example: the sleeper comes across it itself.
            wakes = true;
        }
        if (wakes) {
            sleeper.wake();
        }
    }

    private static synchronized List<Sleeper> sleepers() {
        return List.copyOf(SLEEPERS);
    }

    private static synchronized boolean hasEnded() {
        if (SLEEPERS.isEmpty()) {
            ticker = null;
        }
        return ticker == null;
    }
}
