package io.interlock.internal.os;

import java.lang.invoke.VarHandle;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** Waiting without the operating system's help: sleep a little, a little longer each time, and look again. */
final class PortableWaiting implements Waiting {

    private static final long SHORTEST_NS = TimeUnit.MICROSECONDS.toNanos(50);

    /** 50 µs doubled this often is 1.6 ms. */
    private static final int MAX_DOUBLINGS = 5;

    /** After the doublings a slice grows by a sixteenth of 1.6 ms each time, so that a hand-over comes late by little. */
    private static final int GROWTH_ROUNDS = 16;

    private static final long LONGEST_NS = TimeUnit.MILLISECONDS.toNanos(50);

    @Override
    public void sleep(long wordAddress, int expected, long lifeAddress, int lifeExpected, long timeoutNs) {
        LockSupport.parkNanos(this, timeoutNs);
    }

    @Override
    public void sleepOnAll(long[] addresses, int[] expected, long timeoutNs) {
        LockSupport.parkNanos(this, timeoutNs);
    }

    @Override
    public boolean canSleepOn(int words) {
        return false;
    }

    @Override
    public void wake(long wordAddress, int count) {
        // Nobody can be woken: sleepers look for themselves when their slice ends.
    }

    @Override
    public long sliceNs(int round, boolean watchesLife) {
        return sliceNs(round);
    }

    /** How long a thread sleeps that nobody can wake. */
    static long sliceNs(int round) {
        long doubledNs = SHORTEST_NS << Math.min(round, MAX_DOUBLINGS);
        long grownNs = doubledNs / GROWTH_ROUNDS * Math.max(0, round - MAX_DOUBLINGS);
        return Math.min(LONGEST_NS, doubledNs + grownNs);
    }

    @Override
    public long longSleepAfterNs() {
        return Long.MAX_VALUE;
    }

    @Override
    public void fence() {
        VarHandle.fullFence();
    }

    @Override
    public void fenceBeforeSleep() {
        VarHandle.fullFence();
    }

    /** True although there is no such fence: a wake-up that is not sent cannot be lost. */
    @Override
    public boolean fenceIsAsymmetric() {
        return true;
    }

    @Override
    public boolean fenceReachesAll() {
        return false;
    }
}
