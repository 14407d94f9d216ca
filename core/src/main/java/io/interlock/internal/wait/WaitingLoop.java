package io.interlock.internal.wait;

import io.interlock.RegionClosedException;
import io.interlock.internal.access.MappedMemory;
import io.interlock.internal.format.Owner;
import io.interlock.internal.os.VirtualThreads;
import io.interlock.internal.os.Waiting;
import io.interlock.internal.region.Opening;
import io.interlock.internal.thread.ThreadTable;
import org.jspecify.annotations.Nullable;

/**
 * The one loop in which every blocked operation of Interlock waits: spin a little, yield, then sleep.
 *
 * <p>A primitive gives an {@link Attempt}, and the offset of its WAITERS word, by which sleepers and wakers find one another
 * ({@link WaitersWord}). After each change of owner that went through a sleeper there is one awake who watches the new
 * owner's life.
 *
 * <p>Spinning and yielding learn ({@link SpinBudget}, {@link YieldBudget}): a primitive whose waits end within the spin
 * keeps spinning, one whose waits end in sleep soon sleeps at once.
 */
public final class WaitingLoop {

    /** What {@link Attempt#attempt} returns when the wait is over. */
    public static final long DONE = -1;

    /** A pause takes about so long, or longer; so a short timeout cuts the spin. */
    private static final int PAUSE_NS = 25;

    private final ThreadTable threads;
    private final Waiting waiting;
    private final WaitersWord waiters;
    private final SpinBudget spins;

    /** Ends the waits when it is closed; null for waits that closing does not end. */
    private final @Nullable Opening opening;

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
        default boolean onDeath(long ownerWord) {
            return false;
        }

        /** True if a wake-up that suits another sleeper may not suit this one: then all are woken, and look. */
        default boolean wakesAll() {
            return false;
        }

        /** True if no other thread ever sleeps on this WAITERS word: then there is no wake-up to pass on. */
        default boolean soleWaiter() {
            return false;
        }

        /**
         * True if some thread has died that should have ended this wait, and the wait ends for that. Asked after each
         * sleep, so it may take its time.
         */
        default boolean pollAfterSleep() {
            return false;
        }

        /**
         * True if the wait may be over or overdue by now. Another thread calls this while the waiting one sleeps, so it
         * only reads shared memory. It finds what a sleeper missed: between a thread's announcement and its sleep a waker
         * may clear WAITERS and a third thread announce itself, and then the first one falls asleep although it was woken.
         */
        default boolean shouldLook() {
            return false;
        }

        /** What ends this wait when it is closed; null where the loop's own opening says it all. */
        default @Nullable Opening opening() {
            return null;
        }

        /** The longest sleep at once, in nanoseconds; for what no wake-up and no watched life word announces. */
        default long maxSleepNs() {
            return Long.MAX_VALUE;
        }

        /**
         * True if, at the end of this wait, another sleeper should be woken to look, because it could be done now or
         * because somebody else is in its way by now.
         */
        boolean propagates();
    }

    /** What a thread wants that is the only one ever to sleep on its WAITERS word. */
    public interface LoneAttempt extends Attempt {

        @Override
        default boolean soleWaiter() {
            return true;
        }

        @Override
        default boolean propagates() {
            return false;
        }
    }

    /**
     * A loop on a primitive's WAITERS word.
     *
     * @param scope ends the waits when it is closed: the region for what all its openings in this process share, or one opening
     * @param waiters the offset of the primitive's WAITERS word in its memory
     */
    public WaitingLoop(WaitScope scope, MappedMemory memory, int waiters, SpinBudget spins) {
        this(scope.threads(), scope.waiting(), WaitersWord.of(scope, memory, waiters, false), spins, scope);
    }

    private WaitingLoop(
            ThreadTable threads, Waiting waiting, WaitersWord waiters, SpinBudget spins, @Nullable Opening opening) {
        this.threads = threads;
        this.waiting = waiting;
        this.waiters = waiters;
        this.spins = spins;
        this.opening = opening;
    }

    /**
     * For a primitive whose wakers execute a full fence in any case, by a compare-and-set: then sleepers need not pay for
     * theirs.
     */
    public static WaitingLoop withFencingWakers(WaitScope scope, MappedMemory memory, int waiters, SpinBudget spins) {
        WaitersWord word = WaitersWord.of(scope, memory, waiters, true);
        return new WaitingLoop(scope.threads(), scope.waiting(), word, spins, scope);
    }

    /** The same loop on another WAITERS word of the same memory; what is learnt about spinning is shared. */
    public WaitingLoop at(int otherWaiters) {
        return new WaitingLoop(threads, waiting, waiters.at(otherWaiters), spins, opening);
    }

    /** The same loop for a thread that gives something back: closing the region does not end such a wait. */
    public WaitingLoop thoughClosed() {
        return new WaitingLoop(threads, waiting, waiters, spins, null);
    }

    /** True where a waker must execute a full fence between its store and its look at WAITERS. */
    public boolean wakerNeedsFence() {
        return !waiting.fenceIsAsymmetric();
    }

    /** True where {@link #fence} is a full fence for every running thread of every process that has the region open. */
    public boolean sleepersFenceReachesAll() {
        return waiting.fenceReachesAll();
    }

    /** The sleeper's fence, for a look that is no sleep. */
    public void fence() {
        waiting.fence();
    }

    /** Wakes one sleeper if there may be any; for a waker that has executed its fence, or needs none. */
    public void wakeIfAsleep() {
        waiters.wakeIfAsleep(1);
    }

    /** Wakes that many sleepers if there may be any; for a waker that has executed its fence, or needs none. */
    public void wakeIfAsleep(int count) {
        waiters.wakeIfAsleep(count);
    }

    /** Wakes one sleeper; for a waker that has read WAITERS as not zero. */
    public void wakeOne() {
        waiters.wake(1);
    }

    /** Wakes all sleepers. */
    public void wakeAll() {
        waiters.wake(Integer.MAX_VALUE);
    }

    /** Waits until the attempt is done; interrupts do not end the wait, and are kept for the caller. */
    public void await(Attempt attempt) {
        var unused = awaitUninterruptibly(attempt, Long.MAX_VALUE);
    }

    /**
     * Waits until the attempt is done or time is up; interrupts do not end the wait, and are kept for the caller.
     *
     * @param timeoutNs nanoseconds from now; {@code Long.MAX_VALUE}: for ever
     * @return true when the attempt is done, false when time was up first
     * @throws RegionClosedException if this process closes the region meanwhile; the attempt is not done
     */
    public boolean awaitUninterruptibly(Attempt attempt, long timeoutNs) {
        Deadline deadline = new Deadline(timeoutNs);
        boolean interrupted = false;
        try {
            for (; ; ) {
                try {
                    return await(attempt, deadline.leftNs());
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
     * @throws InterruptedException if the thread is interrupted, seen within {@value LongSleeps#MAX_TICK_MS} ms; the attempt
     *     is not done, and a wake-up that came meanwhile has been passed on
     * @throws RegionClosedException if this process closes the region meanwhile; as for an interrupt
     */
    public boolean await(Attempt attempt, long timeoutNs) throws InterruptedException {
        if (Thread.interrupted()) {
            throw new InterruptedException();
        }
        boolean forEver = timeoutNs == Long.MAX_VALUE;
        long deadlineNs = forEver ? 0 : System.nanoTime() + timeoutNs;
        return awaitAwake(attempt, timeoutNs, deadlineNs) || awaitAsleep(attempt, forEver, deadlineNs);
    }

    /** Waits as long as it can be done without sleep: spins and yields; false if the attempt is not done then. */
    public boolean awaitAwake(Attempt attempt) {
        return awaitAwake(attempt, Long.MAX_VALUE, 0);
    }

    private boolean awaitAwake(Attempt attempt, long timeoutNs, long deadlineNs) {
        int allowed = (int) Math.min(spins.allowed(), 1 + timeoutNs / PAUSE_NS);
        for (int spun = 0; spun < allowed; ) {
            int pauses = spins.pausesAfter(spun);
            for (int i = 0; i < pauses; i++) {
                Thread.onSpinWait();
            }
            spun += pauses;
            if (attempt.attempt() == DONE) {
                spins.paid(spun);
                return true;
            }
        }
        if (yieldUntilDone(attempt, timeoutNs == Long.MAX_VALUE, deadlineNs)) {
            spins.yieldPaid(allowed);
            return true;
        }
        spins.wasted(allowed);
        return false;
    }

    @SuppressWarnings("ThreadPriorityCheck") // a yield is a hint here: the loop is right without it
    private boolean yieldUntilDone(Attempt attempt, boolean forEver, long deadlineNs) {
        YieldBudget yields = spins.yields();
        int allowed = yields.allowed();
        if (allowed == 0) {
            return attempt.attempt() == DONE;
        }
        long nowNs = System.nanoTime();
        for (int i = 0; i < allowed && (forEver || nowNs - deadlineNs < 0); i++) {
            Thread.yield();
            long thenNs = System.nanoTime();
            yields.took(thenNs - nowNs);
            nowNs = thenNs;
            if (attempt.attempt() == DONE) {
                return true;
            }
        }
        return false;
    }

    private boolean awaitAsleep(Attempt attempt, boolean forEver, long deadlineNs) throws InterruptedException {
        boolean virtual = VirtualThreads.isVirtual(Thread.currentThread());
        boolean slept = false;
        LongSleep sleep = new LongSleep(attempt);
        long sleptOnBefore = threads.sleepsOn(waiters.fileOffset());
        try {
            for (int round = 0; ; round++) {
                int announced = virtual ? WaitersWord.NOBODY : waiters.announceAndFence(attempt.wakesAll());
                sleep.requireOpen();
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
                if (slept && attempt.pollAfterSleep()) {
                    return true;
                }
                boolean forDeath = blocker != Owner.NOBODY;
                long sliceNs = virtual
                        ? VirtualParking.sliceNs(round, forDeath)
                        : sleep.sliceNs(blocker, waiting.sliceNs(round, forDeath));
                long sleepNs = Math.min(sliceNs, attempt.maxSleepNs());
                if (!forEver) {
                    long leftNs = deadlineNs - System.nanoTime();
                    if (leftNs <= 0) {
                        return false;
                    }
                    sleepNs = Math.min(sleepNs, leftNs);
                }
                long startNs = System.nanoTime();
                if (virtual) {
                    VirtualParking.sleep(this, sleepNs);
                } else {
                    threads.sleep(waiters.address(), announced, blocker, sleepNs);
                }
                sleep.slept(sleepNs, System.nanoTime() - startNs);
                slept = true;
                if (Thread.interrupted()) {
                    throw new InterruptedException();
                }
                sleep.requireOpen();
                if (attempt.attempt() == DONE) {
                    return true;
                }
            }
        } finally {
            sleep.end();
            try {
                if (slept && !virtual) {
                    passOn(attempt);
                }
            } finally {
                threads.sleepsOn(sleptOnBefore);
            }
        }
    }

    /** Throws where the region has been closed that this wait came through. */
    public void requireOpen(Attempt attempt) {
        Opening narrower = attempt.opening();
        if (narrower != null && narrower.isClosed()) {
            throw narrower.closedException();
        }
        if (opening != null && opening.isClosed()) {
            throw opening.closedException();
        }
    }

    /** True if a sleeping thread has to be woken for what no waker announces. */
    public boolean mustLook(Attempt attempt) {
        Opening narrower = attempt.opening();
        return (opening != null && opening.isClosed())
                || (narrower != null && narrower.isClosed())
                || attempt.shouldLook();
    }

    /** One thread's sleep, which gets long when nothing happens: {@link LongSleeps} then looks in its place. */
    private final class LongSleep implements LongSleeps.Sleeper {

        private final Attempt attempt;
        private final Thread thread = Thread.currentThread();
        private long undisturbedNs;
        private boolean isLong;
        private volatile long blocker;

        LongSleep(Attempt attempt) {
            this.attempt = attempt;
        }

        void requireOpen() {
            WaitingLoop.this.requireOpen(attempt);
        }

        /** How long to sleep next, given the slice in which the thread would look by itself. */
        long sliceNs(long nowInTheWay, long shortNs) {
            if (undisturbedNs < waiting.longSleepAfterNs()) {
                return shortNs;
            }
            // For the ticker: the kernel may not wake a sleeper on a death, or may not have marked it.
            blocker = nowInTheWay;
            isLong = isLong || LongSleeps.add(this);
            return isLong ? LongSleeps.MAX_SLEEP_NS : shortNs;
        }

        /** A wake-up shows that something happens here: the next sleeps are short again. */
        void slept(long wantedNs, long tookNs) {
            undisturbedNs = tookNs < wantedNs ? 0 : undisturbedNs + tookNs;
        }

        void end() {
            if (isLong) {
                LongSleeps.remove(this);
            }
        }

        @Override
        public boolean shouldLook() {
            long inTheWay = blocker;
            return thread.isInterrupted()
                    || waiters.isCleared()
                    || mustLook(attempt)
                    || (inTheWay != Owner.NOBODY && threads.isDead(inTheWay));
        }

        @Override
        public void wake() {
            if (waiters.isCleared() && !thread.isInterrupted() && !mustLook(attempt)) {
                // A waker has cleared the word, and the woken thread has not passed that on: any sleeper does so.
                waiters.wakeSleepers(1);
            } else {
                waiters.wakeSleepersAfterClearing();
            }
        }
    }

    /** For {@link WaitingForAny}: says that somebody sleeps; what then stands there. The fence is the caller's. */
    public ThreadTable.Watched announced(Attempt attempt) {
        return new ThreadTable.Watched(waiters.address(), waiters.announce(attempt.wakesAll()));
    }

    public ThreadTable threads() {
        return threads;
    }

    public Waiting waiting() {
        return waiting;
    }

    public void passOn(Attempt attempt) {
        waiters.passOn(attempt);
    }
}
