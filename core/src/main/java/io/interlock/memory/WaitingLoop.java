package io.interlock.memory;

import io.interlock.os.Waiting;

/**
 * The one loop in which every blocked operation of Interlock waits: spin a little, yield, then sleep.
 *
 * <p>A primitive gives an {@link Attempt}, and the offset of its WAITERS word, which says whether a waker has to call
 * the kernel:
 *
 * <pre>
 * WAITERS   meaning                      set by                       cleared by
 * 0         nobody sleeps, or somebody
 *           who was woken will see to it
 * 1         there may be sleepers        a thread about to sleep      a waker, which then wakes one
 * </pre>
 *
 * <p>Pair [SLEEP], a store and a load on each side, in Dekker's manner:
 *
 * <pre>
 * sleeper                              waker
 *   WAITERS = 1                          state = free
 *   fence()                              fence, or nothing where the sleeper's reaches all
 *   still taken? then sleep while 1      WAITERS != 0? then WAITERS = 0, wake one
 * </pre>
 *
 * At least one of the two sees the other. The waker is the hot path, so the sleeper pays for both: {@code membarrier}
 * makes every running thread of every attached process execute a barrier, about 15 µs before a sleep of about 50.
 * Sleepers sleep on WAITERS itself: a waker clears it before it wakes, so a thread that was about to sleep does not.
 *
 * <p>Invariant: whoever clears WAITERS wakes one sleeper after that; and whoever has slept, however its wait ends, does
 * the same once ({@link #passOn}). So a wake-up is never kept by a thread that has no use for it, and after each change
 * of owner that went through a sleeper there is one awake who watches the new owner's life. A woken thread that is
 * killed before it passes on swallows the wake-up: sleeps are slices, so that it is found missing after one.
 *
 * <p>Spinning learns ({@link SpinBudget}): a primitive whose waits end within the spin keeps spinning, one whose waits
 * end in sleep soon sleeps at once.
 */
public final class WaitingLoop {

    /** What {@link Attempt#attempt} returns when the wait is over. */
    public static final long DONE = -1;

    private static final int YIELDS = 3;

    private final ThreadTable threads;
    private final Waiting waiting;
    private final MappedMemory memory;
    private final int waiters;
    private final long waitersAddress;
    private final SpinBudget spins;
    private final boolean wakerNeedsFence;

    /** What a blocked thread wants. */
    public interface Attempt {

        /**
         * Tries once, without blocking.
         *
         * @return {@link #DONE}, or the owner word of the thread in the way, or {@link Owner#NOBODY} where no one
         *     thread is
         */
        long attempt();

        /**
         * The thread in the way is dead.
         *
         * @param ownerWord what {@link #attempt} returned
         * @return true when the wait is over; false to go on trying
         */
        boolean onDeath(long ownerWord);
    }

    /** @param waiters the offset of the primitive's WAITERS word in its memory */
    public WaitingLoop(RegionFile file, MappedMemory memory, int waiters, SpinBudget spins) {
        this.threads = file.threads();
        this.waiting = file.waiting();
        this.memory = memory;
        this.waiters = waiters;
        this.waitersAddress = memory.address() + waiters;
        this.spins = spins;
        this.wakerNeedsFence = !waiting.fenceIsAsymmetric();
    }

    /** True where a waker must execute a full fence between its store and its look at WAITERS. */
    public boolean wakerNeedsFence() {
        return wakerNeedsFence;
    }

    /** Wakes one sleeper; for a waker that has read WAITERS as not zero. */
    public void wakeOne() {
        // Cleared before the call: a thread between its announcement and its sleep then does not fall asleep.
        memory.putIntVolatile(waiters, 0);
        waiting.wake(waitersAddress, 1);
    }

    /** Waits until the attempt is done, whatever interrupts; the interrupt is kept for the caller. */
    public void await(Attempt attempt) {
        boolean interrupted = false;
        try {
            for (; ; ) {
                try {
                    if (await(attempt, Long.MAX_VALUE)) {
                        return;
                    }
                } catch (InterruptedException e) {
                    interrupted = true;
                }
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /**
     * Waits until the attempt is done or time is up.
     *
     * @param timeoutNs nanoseconds from now; {@code Long.MAX_VALUE}: for ever
     * @return true when the attempt is done, false when time was up first
     * @throws InterruptedException if the thread is interrupted, seen within one slice; the attempt is not done, and a
     *     wake-up that came meanwhile has been passed on
     */
    @SuppressWarnings("ThreadPriorityCheck") // a yield is a hint here: the loop is right without it
    public boolean await(Attempt attempt, long timeoutNs) throws InterruptedException {
        if (Thread.interrupted()) {
            throw new InterruptedException();
        }
        boolean forEver = timeoutNs == Long.MAX_VALUE;
        long deadlineNs = forEver ? 0 : System.nanoTime() + timeoutNs;
        int allowed = spins.allowed();
        for (int spun = 0; spun < allowed; spun++) {
            Thread.onSpinWait();
            if (attempt.attempt() == DONE) {
                spins.paid(spun);
                return true;
            }
        }
        spins.wasted();
        for (int i = 0; i < YIELDS; i++) {
            if (forEver || System.nanoTime() - deadlineNs < 0) {
                Thread.yield();
            }
            if (attempt.attempt() == DONE) {
                return true;
            }
        }
        return awaitAsleep(attempt, forEver, deadlineNs);
    }

    private boolean awaitAsleep(Attempt attempt, boolean forEver, long deadlineNs) throws InterruptedException {
        boolean slept = false;
        try {
            for (int round = 0; ; round++) {
                // [SLEEP] announce, then fence, then look again: see the class comment.
                memory.putIntVolatile(waiters, 1);
                waiting.fence();
                long blocker = attempt.attempt();
                if (blocker == DONE) {
                    return true;
                }
                if (blocker != Owner.NOBODY && threads.isDead(blocker)) {
                    threads.wakeWatchers(blocker);
                    if (attempt.onDeath(blocker)) {
                        return true;
                    }
                    continue;
                }
                long sleepNs = waiting.sliceNs(round);
                if (!forEver) {
                    long leftNs = deadlineNs - System.nanoTime();
                    if (leftNs <= 0) {
                        return false;
                    }
                    sleepNs = Math.min(sleepNs, leftNs);
                }
                threads.sleep(waitersAddress, 1, blocker, sleepNs);
                slept = true;
                if (Thread.interrupted()) {
                    throw new InterruptedException();
                }
                if (attempt.attempt() == DONE) {
                    return true;
                }
            }
        } finally {
            if (slept) {
                passOn();
            }
        }
    }

    /**
     * The wake-up that ended a sleep may have been the only one, and others may sleep watching an owner that is gone:
     * whoever has slept wakes the next, which looks for itself.
     */
    private void passOn() {
        wakeOne();
    }
}
