package io.interlock.memory;

import io.interlock.os.Waiting;
import java.lang.invoke.VarHandle;

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
 * ANY       there may be sleepers,
 *           one as good as another       a thread about to sleep      a waker, which then wakes one
 * ALL       there may be sleepers that
 *           want different things        a thread about to sleep      a waker, which then wakes all
 * </pre>
 *
 * <p>Pair [SLEEP], a store and a load on each side, in Dekker's manner:
 *
 * <pre>
 * sleeper                              waker
 *   WAITERS = ANY                        state = free
 *   fence()                              fence, or nothing where the sleeper's reaches all
 *   still taken? then sleep while ANY    WAITERS != 0? then WAITERS = 0, wake one
 * </pre>
 *
 * At least one of the two sees the other. Where the waker is a lock's hot path, the sleeper pays for both:
 * {@code membarrier} makes every running thread of every attached process execute a barrier, about 15 µs before a sleep of
 * about 50. Where the waker's store is a compare-and-set, that is its fence, and the sleeper's own is an ordinary one.
 * Sleepers sleep on WAITERS itself: a waker clears it before it wakes, so a thread that was about to sleep does not.
 *
 * <p>Invariant: whoever clears WAITERS wakes one sleeper after that; and whoever has slept, however its wait ends, either
 * does the same once or sets WAITERS again ({@link #passOn}). So a wake-up is never kept by a thread that has no use for
 * it, and after each change of owner that went through a sleeper there is one awake who watches the new owner's life. A
 * woken thread that is killed before it passes on swallows the wake-up: sleeps are slices, so that it is found missing
 * after one.
 *
 * <p>Spinning and yielding learn ({@link SpinBudget}, {@link YieldBudget}): a primitive whose waits end within the spin
 * keeps spinning, one whose waits end in sleep soon sleeps at once.
 */
public final class WaitingLoop {

    /** What {@link Attempt#attempt} returns when the wait is over. */
    public static final long DONE = -1;

    /** A look takes about so long, and the pause before it; so a short timeout cuts the spin. */
    private static final int LOOK_NS = 25;

    /** See the table above. */
    private static final int NOBODY = 0;

    private static final int ANY = 1;
    private static final int ALL = 2;

    private final ThreadTable threads;
    private final Waiting waiting;
    private final MappedMemory memory;
    private final Place place;
    private final int waiters;
    private final long waitersAddress;
    private final SpinBudget spins;
    private final boolean wakerNeedsFence;
    private final boolean wakersFence;

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
        default boolean isPicky() {
            return false;
        }

        /** True if no other thread ever sleeps on this WAITERS word: then there is no wake-up to pass on. */
        default boolean isAlone() {
            return false;
        }

        /**
         * True if some thread has died that should have ended this wait, and the wait ends for that. Asked after each
         * sleep, so it may take its time.
         */
        default boolean isOverdue() {
            return false;
        }

        /** The longest sleep at once, in nanoseconds; for what no wake-up and no watched life word announces. */
        default long mostSleepNs() {
            return Long.MAX_VALUE;
        }

        /**
         * True if, at the end of this wait, another sleeper should be woken to look, because it could be done now or
         * because somebody else is in its way by now.
         */
        boolean nextShouldLook();
    }

    /**
     * Where the primitive's memory begins.
     *
     * @param address in this process
     * @param offset in the file
     */
    private record Place(long address, long offset) {

        static Place of(RegionFile file, MappedMemory memory) {
            long address = memory.address();
            return new Place(address, file.offsetOf(address));
        }
    }

    /** @param waiters the offset of the primitive's WAITERS word in its memory */
    public WaitingLoop(RegionFile file, MappedMemory memory, int waiters, SpinBudget spins) {
        this(file.threads(), file.waiting(), memory, Place.of(file, memory), waiters, spins, false);
    }

    private WaitingLoop(
            ThreadTable threads,
            Waiting waiting,
            MappedMemory memory,
            Place place,
            int waiters,
            SpinBudget spins,
            boolean wakersFence) {
        this.threads = threads;
        this.waiting = waiting;
        this.memory = memory;
        this.place = place;
        this.waiters = waiters;
        this.waitersAddress = place.address + waiters;
        this.spins = spins;
        this.wakersFence = wakersFence;
        this.wakerNeedsFence = !waiting.fenceIsAsymmetric();
    }

    /**
     * For a primitive whose wakers execute a full fence in any case, by a compare-and-set: then sleepers need not pay for
     * theirs.
     */
    public static WaitingLoop withFencingWakers(RegionFile file, MappedMemory memory, int waiters, SpinBudget spins) {
        return new WaitingLoop(file.threads(), file.waiting(), memory, Place.of(file, memory), waiters, spins, true);
    }

    /** The same loop on another WAITERS word of the same memory; what is learnt about spinning is shared. */
    public WaitingLoop at(int otherWaiters) {
        return new WaitingLoop(threads, waiting, memory, place, otherWaiters, spins, wakersFence);
    }

    /** True where a waker must execute a full fence between its store and its look at WAITERS. */
    public boolean wakerNeedsFence() {
        return wakerNeedsFence;
    }

    /** Wakes one sleeper if there may be any; for a waker that has executed its fence, or needs none. */
    public void wakeIfAsleep() {
        wakeIfAsleep(1);
    }

    /** Wakes that many sleepers if there may be any; for a waker that has executed its fence, or needs none. */
    public void wakeIfAsleep(int count) {
        // [SLEEP] the waker's side: its store comes first, see the class comment.
        if (memory.getIntOpaque(waiters) != NOBODY) {
            wake(count);
        }
    }

    /** Wakes one sleeper; for a waker that has read WAITERS as not zero. */
    public void wakeOne() {
        wake(1);
    }

    /** Wakes all sleepers. */
    public void wakeAll() {
        wake(Integer.MAX_VALUE);
    }

    /** Wakes as many sleepers, or all of them where they want different things. */
    public void wake(int count) {
        // Cleared before the call: a thread between its announcement and its sleep then does not fall asleep.
        int announced = memory.getAndSetInt(waiters, NOBODY);
        waiting.wake(waitersAddress, announced == ALL ? Integer.MAX_VALUE : count);
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
    public boolean await(Attempt attempt, long timeoutNs) throws InterruptedException {
        if (Thread.interrupted()) {
            throw new InterruptedException();
        }
        boolean forEver = timeoutNs == Long.MAX_VALUE;
        long deadlineNs = forEver ? 0 : System.nanoTime() + timeoutNs;
        int allowed = (int) Math.min(spins.allowed(), 1 + timeoutNs / LOOK_NS);
        for (int spun = 0; spun < allowed; spun++) {
            Thread.onSpinWait();
            if (attempt.attempt() == DONE) {
                spins.paid(spun);
                return true;
            }
        }
        if (yieldUntilDone(attempt, forEver, deadlineNs)) {
            spins.yieldPaid(allowed);
            return true;
        }
        spins.wasted(allowed);
        return awaitAsleep(attempt, forEver, deadlineNs);
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
        boolean virtual = Keeper.isVirtual(Thread.currentThread());
        boolean slept = false;
        long sleptOnBefore = threads.sleepsOn(place.offset + waiters);
        try {
            for (int round = 0; ; round++) {
                int announced = virtual ? NOBODY : announceAndFence(attempt.isPicky());
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
                if (slept && attempt.isOverdue()) {
                    return true;
                }
                boolean forDeath = blocker != Owner.NOBODY;
                long sliceNs = virtual ? VirtualParking.sliceNs(round, forDeath) : waiting.sliceNs(round, forDeath);
                long sleepNs = Math.min(sliceNs, attempt.mostSleepNs());
                if (!forEver) {
                    long leftNs = deadlineNs - System.nanoTime();
                    if (leftNs <= 0) {
                        return false;
                    }
                    sleepNs = Math.min(sleepNs, leftNs);
                }
                if (virtual) {
                    VirtualParking.sleep(this, sleepNs);
                } else {
                    threads.sleep(waitersAddress, announced, blocker, sleepNs);
                }
                slept = true;
                if (Thread.interrupted()) {
                    throw new InterruptedException();
                }
                if (attempt.attempt() == DONE) {
                    return true;
                }
            }
        } finally {
            if (slept && !virtual) {
                passOn(attempt);
            }
            threads.sleepsOn(sleptOnBefore);
        }
    }

    /** For {@link WaitingForAny}: says that somebody sleeps; what then stands there. The fence is the caller's. */
    ThreadTable.Watched announced(Attempt attempt) {
        return new ThreadTable.Watched(waitersAddress, announce(attempt.isPicky()));
    }

    ThreadTable threads() {
        return threads;
    }

    Waiting waiting() {
        return waiting;
    }

    /** [SLEEP] the sleeper's side: announce, then fence, then look again; see the class comment. */
    private int announceAndFence(boolean picky) {
        int announced = announce(picky);
        if (wakersFence) {
            VarHandle.fullFence();
        } else {
            waiting.fence();
        }
        return announced;
    }

    private int announce(boolean picky) {
        if (picky) {
            memory.putIntVolatile(waiters, ALL);
            return ALL;
        }
        return memory.compareAndSetInt(waiters, NOBODY, ANY) ? ANY : announcedByOthers();
    }

    /** What stands there; should it be cleared meanwhile, the sleep ends at once, as it must. */
    private int announcedByOthers() {
        int announced = memory.getIntVolatile(waiters);
        return announced == NOBODY ? ANY : announced;
    }

    /** The wake-up that ended a sleep may have been the only one: whoever has slept sees to the next. */
    void passOn(Attempt attempt) {
        if (attempt.isAlone()) {
            memory.putIntOpaque(waiters, NOBODY);
        } else if (attempt.nextShouldLook()) {
            wakeOne();
        } else {
            // So that the next waker calls the kernel.
            memory.compareAndSetInt(waiters, NOBODY, ANY);
        }
    }
}
