package io.interlock.benchmarks;

/**
 * How programs of several JVMs are warmed up, by the benchmarks' annotations and by the suite's profiles.
 *
 * <p>Java's compilers need more than a second: before, their threads push the contenders aside, and waiters of slower code disturb
 * a lock's owner less, so that the lock seems to be faster than it is. Many short windows warm up what one long one does not, as
 * the loop is entered anew for each: after a single window of 800 ms the third window of 150 ms was up to four times as fast as
 * the first, or slower by a third.
 */
public final class WarmUpWindows {

    public static final int COUNT = 12;

    /** The length of one, in milliseconds. */
    public static final int MS = 100;

    private WarmUpWindows() {}
}
