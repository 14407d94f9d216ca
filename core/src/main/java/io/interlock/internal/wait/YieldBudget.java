package io.interlock.internal.wait;

import java.util.concurrent.TimeUnit;

/**
 * How often a waiter yields before it sleeps. Where both ends share a processor a yield hands it over for a fraction of what a
 * sleep and a wake-up cost.
 *
 * <p>Where a program that never waits has it as well, a yield is gone for that one's whole time slice, several milliseconds,
 * while a sleeper that is woken goes first. So hand-overs learn from how long yields take: after a slow one, waits do without
 * for a while, twice as long for each in a row. Not so locks: meanwhile others have them, and the fewer take turns, the more
 * get done. Not synchronised, as {@link SpinBudget}.
 */
final class YieldBudget {

    private static final int YIELDS = 3;

    /** More than ends that take turns ever need, less than a time slice. */
    private static final long SLOW_NS = TimeUnit.MICROSECONDS.toNanos(500);

    private static final int FEWEST_WITHOUT = 4;
    private static final int MAX_WITHOUT = 1_024;

    private final long slowNs;
    private int waitsWithout;
    private int nextWaitsWithout = FEWEST_WITHOUT;

    private YieldBudget(long slowNs) {
        this.slowNs = slowNs;
    }

    static YieldBudget learning() {
        return new YieldBudget(SLOW_NS);
    }

    static YieldBudget steady() {
        return new YieldBudget(Long.MAX_VALUE);
    }

    /** How often the next wait may yield. */
    int allowed() {
        if (waitsWithout == 0) {
            return YIELDS;
        }
        waitsWithout--;
        return 0;
    }

    /** A yield took so long. */
    void took(long ns) {
        if (ns < slowNs) {
            nextWaitsWithout = FEWEST_WITHOUT;
        } else {
            waitsWithout = nextWaitsWithout;
            nextWaitsWithout = Math.min(MAX_WITHOUT, 2 * nextWaitsWithout);
        }
    }
}
