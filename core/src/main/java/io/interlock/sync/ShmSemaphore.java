package io.interlock.sync;

import io.interlock.RegionClosedException;
import io.interlock.memory.Attachment;
import io.interlock.memory.Heap;
import io.interlock.memory.Kind;
import io.interlock.memory.MappedMemory;
import io.interlock.memory.Owner;
import io.interlock.memory.PrimitiveType;
import io.interlock.memory.SpinBudget;
import io.interlock.memory.WaitingLoop;
import java.util.concurrent.TimeUnit;

/**
 * Permits shared by every process that opens the same region; method names and meaning of
 * {@link java.util.concurrent.Semaphore}, not fair. From {@link io.interlock.Region#semaphore(String, int)}.
 *
 * <p><b>Owner:</b> none; any thread may release, also one that has acquired nothing.
 *
 * <p><b>Threads:</b> safe for any threads of any processes.
 *
 * <p><b>Memory:</b> what a thread did before {@code release} is visible to a thread that acquires after it; pair [COUNT].
 *
 * <p><b>Progress:</b> uncontended, one compare-and-set and no system call. Without permits, a spin that adapts, then sleep.
 * A thread that arrives may overtake one that sleeps, and one that wants few may overtake one that wants many. An
 * interrupt is seen within 50 ms.
 *
 * <p><b>Death:</b> permits have no owner: what a dead process had acquired stays acquired. One that is killed after its
 * release, before it has woken a sleeper, delays it by 50 ms at most.
 *
 * <p><b>Errors:</b> {@link RegionClosedException} after the region was closed; {@link IllegalArgumentException} for a
 * negative number; {@link Error} when more than 2<sup>31</sup>-1 permits would be there, and nothing is released.
 *
 * <p><b>Size:</b> 128 bytes, and its name.
 */
public final class ShmSemaphore {

    static {
        PrimitiveType.register(
                ShmSemaphore.class,
                new PrimitiveType<ShmSemaphore, Integer>(
                        Kind.SEMAPHORE,
                        CountLayout.BYTES,
                        permits -> "permits=" + permits,
                        (body, permits) -> body.putLong(CountLayout.COUNT, permits),
                        (region, entry, permits) -> new ShmSemaphore(region, entry)));
    }

    private final Attachment region;
    private final String name;
    private final MappedMemory memory;
    private final WaitingLoop waiting;

    private ShmSemaphore(Attachment region, Heap.Entry entry) {
        this.region = region;
        this.name = entry.name();
        this.memory = entry.body();
        this.waiting = new WaitingLoop(region.file(), memory, CountLayout.WAITERS, SpinBudget.forHandOff());
    }

    /**
     * Acquires one permit, waiting for it as long as it takes.
     *
     * @throws InterruptedException if the thread is interrupted, seen within 50 ms; nothing is acquired then
     */
    public void acquire() throws InterruptedException {
        acquire(1);
    }

    /** As {@link #acquire()}, that many at once. */
    public void acquire(int permits) throws InterruptedException {
        if (Thread.interrupted()) {
            throw new InterruptedException();
        }
        if (!tryAcquire(permits)) {
            waiting.await(new Acquisition(permits), Long.MAX_VALUE);
        }
    }

    /** Acquires one permit, whatever interrupts; the interrupt is kept. */
    public void acquireUninterruptibly() {
        acquireUninterruptibly(1);
    }

    /** As {@link #acquireUninterruptibly()}, that many at once. */
    public void acquireUninterruptibly(int permits) {
        if (!tryAcquire(permits)) {
            waiting.await(new Acquisition(permits));
        }
    }

    /** Acquires one permit if there is one now. */
    public boolean tryAcquire() {
        return tryAcquire(1);
    }

    /** Acquires that many permits if they are there now. */
    public boolean tryAcquire(int permits) {
        requireNotNegative(permits);
        region.requireOpen();
        return take(permits);
    }

    /**
     * Acquires one permit if there is one in time.
     *
     * @param timeout how long to wait at most; zero or less does not wait
     * @return false when time was up first; nothing is acquired then
     */
    public boolean tryAcquire(long timeout, TimeUnit unit) throws InterruptedException {
        return tryAcquire(1, timeout, unit);
    }

    /** As {@link #tryAcquire(long, TimeUnit)}, that many at once. */
    public boolean tryAcquire(int permits, long timeout, TimeUnit unit) throws InterruptedException {
        if (Thread.interrupted()) {
            throw new InterruptedException();
        }
        return tryAcquire(permits) || (timeout > 0 && waiting.await(new Acquisition(permits), unit.toNanos(timeout)));
    }

    /** Adds one permit and, where somebody sleeps for it, wakes one. */
    public void release() {
        release(1);
    }

    /** Adds that many permits and wakes as many. */
    public void release(int permits) {
        requireNotNegative(permits);
        region.requireOpen();
        for (; ; ) {
            long available = memory.getLongVolatile(CountLayout.COUNT);
            if (available + permits > Integer.MAX_VALUE) {
                throw new Error(where() + " permits=" + available + "+" + permits + ": more than " + Integer.MAX_VALUE
                        + "; are acquisitions missing?");
            }
            // [COUNT] release: what was done before is seen by who acquires.
            if (memory.compareAndSetLong(CountLayout.COUNT, available, available + permits)) {
                break;
            }
        }
        // [SLEEP] the waker's side; compare-and-set and volatile read are fence enough.
        if (permits > 0 && memory.getIntVolatile(CountLayout.WAITERS) != 0) {
            waiting.wake(permits);
        }
    }

    /** How many permits are there now; negative where the start value was and too few were released. */
    public int availablePermits() {
        region.requireOpen();
        return (int) memory.getLongVolatile(CountLayout.COUNT);
    }

    /** Acquires all permits that are there, none if there are none; where their number is negative, makes it zero. */
    public int drainPermits() {
        region.requireOpen();
        for (; ; ) {
            long available = memory.getLongVolatile(CountLayout.COUNT);
            if (available == 0 || memory.compareAndSetLong(CountLayout.COUNT, available, 0)) {
                return (int) available;
            }
        }
    }

    /** The name under which the region knows it. */
    public String name() {
        return name;
    }

    @Override
    public String toString() {
        return "ShmSemaphore[" + where() + "]";
    }

    private boolean take(int permits) {
        for (; ; ) {
            long available = memory.getLongVolatile(CountLayout.COUNT);
            if (available < permits) {
                return false;
            }
            // [COUNT] acquire: sees what was done before the releases that made these permits.
            if (memory.compareAndSetLong(CountLayout.COUNT, available, available - permits)) {
                return true;
            }
        }
    }

    private void requireNotNegative(int permits) {
        if (permits < 0) {
            throw new IllegalArgumentException(where() + " permits=" + permits + ": must not be negative");
        }
    }

    private String where() {
        return region.file().where() + " semaphore=" + name;
    }

    /** One thread's wait. */
    private final class Acquisition implements WaitingLoop.Attempt {

        private final int permits;

        Acquisition(int permits) {
            this.permits = permits;
        }

        @Override
        public long attempt() {
            return take(permits) ? WaitingLoop.DONE : Owner.NOBODY;
        }

        /** A wake-up for one permit is lost on who wants two, while another would be content with one. */
        @Override
        public boolean isPicky() {
            return permits != 1;
        }

        @Override
        public boolean nextShouldLook() {
            return memory.getLongVolatile(CountLayout.COUNT) > 0;
        }
    }
}
