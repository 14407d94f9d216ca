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
     * Acquires one permit and waits for it as long as necessary.
     *
     * @throws InterruptedException if the thread is interrupted, within 250 ms; nothing is acquired
     */
    public final void acquire() throws InterruptedException {
        acquire(1);
    }

    /**
     * Acquires several permits at once, like {@link #acquire()}.
     *
     * @param permits the number of permits, 0 or more
     * @throws InterruptedException as for {@link #acquire()}
     */
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

    /** Acquires one permit. Interrupts do not end the wait; the interrupt status stays set. */
    public final void acquireUninterruptibly() {
        acquireUninterruptibly(1);
    }

    /**
     * Acquires several permits at once, like {@link #acquireUninterruptibly()}.
     *
     * @param permits the number of permits, 0 or more
     */
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

    /**
     * Acquires one permit if one is available. {@link OnHolderDeath#RETURN} says how long that may take.
     *
     * @return true if a permit was acquired
     */
    public final boolean tryAcquire() {
        return tryAcquire(1);
    }

    /**
     * Acquires several permits at once if they are available.
     *
     * @param permits the number of permits, 0 or more
     * @return true if they were acquired
     */
    public final boolean tryAcquire(int permits) {
        requireNotNegative(permits);
        region.requireOpen();
        return this.permits.acquire(permits);
    }

    /**
     * Acquires one permit if one becomes available within the given time.
     *
     * @param timeout the maximum time to wait; zero or less does not wait
     * @param unit the unit of {@code timeout}
     * @return false if the time elapsed first; nothing is acquired
     * @throws InterruptedException as for {@link #acquire()}
     */
    public final boolean tryAcquire(long timeout, TimeUnit unit) throws InterruptedException {
        return tryAcquire(1, timeout, unit);
    }

    /**
     * Acquires several permits at once, like {@link #tryAcquire(long, TimeUnit)}.
     *
     * @param permits the number of permits, 0 or more
     * @param timeout the maximum time to wait; zero or less does not wait
     * @param unit the unit of {@code timeout}
     * @return false if the time elapsed first; nothing is acquired
     * @throws InterruptedException as for {@link #acquire()}
     */
    public final boolean tryAcquire(int permits, long timeout, TimeUnit unit) throws InterruptedException {
        long timeoutNs = unit.toNanos(timeout);
        if (Thread.interrupted()) {
            throw new InterruptedException();
        }
        return tryAcquire(permits) || (timeoutNs > 0 && await(permits, timeoutNs));
    }

    /**
     * Releases one permit and wakes a sleeping waiter, if there is one. It also works after the region was closed, so
     * that permits acquired before are not lost; but see {@link OnHolderDeath#RETURN}, which returns them at the last
     * close.
     */
    public final void release() {
        release(1);
    }

    /**
     * Releases several permits and wakes as many sleeping waiters.
     *
     * @param permits the number of permits, 0 or more
     */
    public final void release(int permits) {
        requireNotNegative(permits);
        if (!this.permits.release(permits)) {
            throw tooMany(permits, this.permits.available());
        }
        wake(permits);
    }

    /**
     * Returns the number of available permits. It is negative if the initial number was negative and too few permits
     * were released.
     *
     * @return the number of permits
     */
    public final int availablePermits() {
        region.requireOpen();
        return permits.available();
    }

    /**
     * Acquires all available permits. If their number is negative, sets it to zero.
     *
     * @return the number of permits acquired, negative if the number was negative
     */
    public final int drainPermits() {
        region.requireOpen();
        return permits.acquireAll();
    }

    /**
     * Returns the name in the region.
     *
     * @return the name
     */
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

        /** A waiter that wants two permits cannot use a wake-up for one, which another waiter could. */
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
