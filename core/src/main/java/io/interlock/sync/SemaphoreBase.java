package io.interlock.sync;

import io.interlock.internal.directory.Attachment;
import io.interlock.internal.directory.DirectoryEntry;
import io.interlock.internal.format.CountLayout;
import io.interlock.internal.semaphore.Permits;
import io.interlock.internal.wait.SpinBudget;
import io.interlock.internal.wait.WaitingLoop;
import java.util.concurrent.TimeUnit;

/** What {@link ShmSemaphore} and {@link ShmBoundedSemaphore} share: all but where permits come from and go to. */
@SuppressWarnings("serial") // is serialized as a handle
abstract class SemaphoreBase extends SyncPrimitive {

    private final Attachment region;
    private final String name;
    private final Permits permits;
    private final WaitingLoop waiting;

    SemaphoreBase(Attachment region, DirectoryEntry entry, Permits permits) {
        super(region, entry.name());
        this.region = region;
        this.name = entry.name();
        this.permits = permits;
        this.waiting =
                WaitingLoop.withFencingWakers(region, entry.body(), CountLayout.WAITERS, SpinBudget.forHandOff());
    }

    /** More were released than there may be. */
    abstract RuntimeException tooMany(int released, int available);

    /**
     * Acquires one permit, waiting for it as long as it takes.
     *
     * @throws InterruptedException if the thread is interrupted, seen within 250 ms; nothing is acquired then
     */
    public final void acquire() throws InterruptedException {
        acquire(1);
    }

    /** As {@link #acquire()}, that many at once. */
    public final void acquire(int permits) throws InterruptedException {
        if (Thread.interrupted()) {
            throw new InterruptedException();
        }
        if (!tryAcquire(permits)) {
            await(permits, Long.MAX_VALUE);
        }
    }

    private boolean await(int permits, long timeoutNs) throws InterruptedException {
        Acquisition acquisition = new Acquisition(permits);
        try {
            return waiting.await(acquisition, timeoutNs);
        } catch (Throwable e) {
            acquisition.undo();
            throw e;
        }
    }

    /** Acquires one permit, whatever interrupts; the interrupt is kept. */
    public final void acquireUninterruptibly() {
        acquireUninterruptibly(1);
    }

    /** As {@link #acquireUninterruptibly()}, that many at once. */
    public final void acquireUninterruptibly(int permits) {
        if (!tryAcquire(permits)) {
            Acquisition acquisition = new Acquisition(permits);
            try {
                waiting.await(acquisition);
            } catch (Throwable e) {
                acquisition.undo();
                throw e;
            }
        }
    }

    /** Acquires one permit if there is one now; see {@link OnHolderDeath#RETURN} for what that takes at most. */
    public final boolean tryAcquire() {
        return tryAcquire(1);
    }

    /** Acquires that many permits if they are there now. */
    public final boolean tryAcquire(int permits) {
        requireNotNegative(permits);
        region.requireOpen();
        return this.permits.acquire(permits);
    }

    /**
     * Acquires one permit if there is one in time.
     *
     * @param timeout how long to wait at most; zero or less does not wait
     * @return false when time was up first; nothing is acquired then
     */
    public final boolean tryAcquire(long timeout, TimeUnit unit) throws InterruptedException {
        return tryAcquire(1, timeout, unit);
    }

    /** As {@link #tryAcquire(long, TimeUnit)}, that many at once. */
    public final boolean tryAcquire(int permits, long timeout, TimeUnit unit) throws InterruptedException {
        long timeoutNs = unit.toNanos(timeout);
        if (Thread.interrupted()) {
            throw new InterruptedException();
        }
        return tryAcquire(permits) || (timeoutNs > 0 && await(permits, timeoutNs));
    }

    /**
     * Adds one permit and, where somebody sleeps for it, wakes one. Works once more after the region was closed, so that what
     * was acquired through it is not lost; but see {@link OnHolderDeath#RETURN}, which returns it at the last close.
     */
    public final void release() {
        release(1);
    }

    /** Adds that many permits and wakes as many. */
    public final void release(int permits) {
        requireNotNegative(permits);
        if (!this.permits.release(permits)) {
            throw tooMany(permits, this.permits.available());
        }
        wake(permits);
    }

    /** How many permits are there now; negative where the start value was and too few were released. */
    public final int availablePermits() {
        region.requireOpen();
        return permits.available();
    }

    /** Acquires all permits that are there, none if there are none; where their number is negative, makes it zero. */
    public final int drainPermits() {
        region.requireOpen();
        return permits.acquireAll();
    }

    /** The name under which the region knows it. */
    public final String name() {
        return name;
    }

    final String where() {
        return region.file().where() + " semaphore=" + name;
    }

    private void wake(int released) {
        // [SLEEP] the waker's side; giving permits ends in a fence.
        if (released > 0) {
            waiting.wakeIfAsleep(released);
        }
    }

    private void requireNotNegative(int permits) {
        if (permits < 0) {
            throw new IllegalArgumentException(where() + " permits=" + permits + ": must not be negative");
        }
    }

    /** One thread's wait. */
    private final class Acquisition implements WaitingLoop.Attempt {

        private final int wanted;
        private boolean taken;

        Acquisition(int wanted) {
            this.wanted = wanted;
        }

        @Override
        public long attempt() {
            taken = permits.mayAcquire(wanted) && permits.acquire(wanted);
            return taken ? WaitingLoop.DONE : permits.holder();
        }

        /** The wait has failed, which may have been after the permits were taken. */
        void undo() {
            if (taken && permits.release(wanted)) {
                wake(wanted);
            }
        }

        @Override
        public boolean shouldLook() {
            return permits.mayAcquire(wanted);
        }

        /** A wake-up for one permit is lost on who wants two, while another would be content with one. */
        @Override
        public boolean wakesAll() {
            return wanted != 1;
        }

        @Override
        public boolean propagates() {
            return permits.mayAcquire(1);
        }
    }
}
