package io.interlock.internal.wait;

import java.util.LinkedHashSet;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * One thread for all long sleepers of this process. Every {@value #MIN_TICK_MS} to {@value #MAX_TICK_MS} ms it looks, on their behalf,
 * for what no waker
 * announces: an interrupt, a closed region, a lost wake-up, a death that the kernel does not report. It wakes the sleeper that has to
 * act. So a sleeper itself does not have to wake up in short intervals, and 100 idle sleepers cost as much as one.
 *
 * <p>The thread starts with the first long sleep and ends when there has been none for some seconds. See
 * {@code core/docs/decisions/0018-idle-waiters.md}.
 */
public final class LongSleeps {

    /** How often it looks after something has happened, and how often once nothing has happened for long. */
    static final long MIN_TICK_MS = 50;

    static final long MAX_TICK_MS = 200;

    /** The longest sleep of a registered thread: a second line of defence, should this thread itself have been stopped. */
    static final long MAX_SLEEP_NS = TimeUnit.MINUTES.toNanos(1);

    /** By how much a tick is longer than the one before, where nothing has happened. */
    private static final long TICK_GROWTH_MS = 10;

    private static final long MAX_IDLE_MS = 10_000;

    private static final Set<Sleeper> SLEEPERS = new LinkedHashSet<>();
    private static Sleeper @Nullable [] snapshot;
    private static @Nullable Thread ticker;

    /** A thread that sleeps. The methods are called by the ticker's thread. */
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
            // Else it keeps the class loader of the first thread that waits.
            thread.setContextClassLoader(null);
            try {
                thread.start();
            } catch (OutOfMemoryError e) {
                return false;
            }
            ticker = thread;
        }
        SLEEPERS.add(sleeper);
        snapshot = null;
        return true;
    }

    public static synchronized void remove(Sleeper sleeper) {
        SLEEPERS.remove(sleeper);
        snapshot = null;
    }

    /** Called once a region has been closed: its waiters should not have to wait for the next tick. */
    public static void look() {
        for (Sleeper sleeper : sleepers()) {
            look(sleeper);
        }
    }

    @SuppressWarnings("ReferenceEquality") // the same array: nobody has come or gone
    private static void run() {
        long tickMs = MIN_TICK_MS;
        long idleMs = 0;
        Sleeper[] before = sleepers();
        while (idleMs < MAX_IDLE_MS || !hasEnded()) {
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(tickMs));
            Sleeper[] all = sleepers();
            idleMs = all.length == 0 ? idleMs + tickMs : 0;
            for (Sleeper sleeper : all) {
                look(sleeper);
            }
            tickMs = all == before ? Math.min(tickMs + TICK_GROWTH_MS, MAX_TICK_MS) : MIN_TICK_MS;
            before = all;
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

    private static synchronized Sleeper[] sleepers() {
        Sleeper[] all = snapshot;
        if (all == null) {
            all = SLEEPERS.toArray(new Sleeper[0]);
            snapshot = all;
        }
        return all;
    }

    private static synchronized boolean hasEnded() {
        if (SLEEPERS.isEmpty()) {
            ticker = null;
        }
        return ticker == null;
    }
}
