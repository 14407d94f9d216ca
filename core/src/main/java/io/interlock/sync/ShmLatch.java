package io.interlock.sync;

import io.interlock.RegionClosedException;
import io.interlock.internal.access.MappedMemory;
import io.interlock.internal.directory.Attachment;
import io.interlock.internal.directory.DirectoryEntry;
import io.interlock.internal.directory.Primitive;
import io.interlock.internal.directory.PrimitiveType;
import io.interlock.internal.format.CountLayout;
import io.interlock.internal.format.Kind;
import io.interlock.internal.format.Owner;
import io.interlock.internal.wait.SpinBudget;
import io.interlock.internal.wait.WaitingLoop;
import java.util.concurrent.TimeUnit;

/**
 * A count that goes down to zero once, and those who wait for that, in every process that opens the same region; method
 * names and meaning of {@link java.util.concurrent.CountDownLatch}. From {@link io.interlock.Region#latch(String, long)}.
 *
 * <p><b>Owner:</b> none; any thread may count down, any number of times.
 *
 * <p><b>Threads:</b> safe for any threads of any processes.
 *
 * <p><b>Memory:</b> what a thread did before {@code countDown} is visible to a thread that has returned from {@code await};
 * pair [COUNT].
 *
 * <p><b>Progress:</b> {@code countDown} never waits. {@code await} at zero is one read; else a spin that adapts, then sleep.
 * An interrupt is seen within 50 ms.
 *
 * <p><b>Death:</b> nothing is held. A process that dies before it counts down has not counted down: wait with a time limit
 * where that can be. One that is killed before it has woken the sleepers delays them by 50 ms at most.
 *
 * <p><b>Errors:</b> {@link RegionClosedException} after the region was closed.
 *
 * <p><b>Size:</b> 128 bytes, and its name.
 */
@SuppressWarnings({"exports", "serial"}) // travels as a handle
public final class ShmLatch extends Primitive {

    static {
        PrimitiveType.register(
                ShmLatch.class,
                new PrimitiveType<ShmLatch, Long>(
                                Kind.LATCH,
                                config -> CountLayout.BYTES,
                                ShmLatch::describe,
                                (body, count) -> body.putLong(CountLayout.COUNT, count),
                                (region, entry, count) -> new ShmLatch(region, entry))
                        .inspectedBy((body, into) -> into.put("count", body.getLongVolatile(CountLayout.COUNT))));
    }

    private final Attachment region;
    private final String name;
    private final MappedMemory memory;
    private final WaitingLoop waiting;

    private ShmLatch(Attachment region, DirectoryEntry entry) {
        super(region, entry.name());
        this.region = region;
        this.name = entry.name();
        this.memory = entry.body();
        this.waiting = WaitingLoop.withFencingWakers(region, memory, CountLayout.WAITERS, SpinBudget.forHandOff());
    }

    /** Lowers the count by one, and wakes all who wait when it gets zero; nothing if it is zero. */
    public void countDown() {
        for (; ; ) {
            long count = getCount();
            if (count == 0) {
                return;
            }
            // [COUNT] release: what was done before is seen by who sees zero.
            if (memory.compareAndSetLong(CountLayout.COUNT, count, count - 1)) {
                // [SLEEP] the waker's side; compare-and-set and volatile read are fence enough.
                if (count == 1 && memory.getIntVolatile(CountLayout.WAITERS) != 0) {
                    waiting.wakeAll();
                }
                return;
            }
        }
    }

    /** How often it has still to be counted down. */
    public long getCount() {
        region.requireOpen();
        return memory.getLongVolatile(CountLayout.COUNT);
    }

    /**
     * Waits until the count is zero.
     *
     * @throws InterruptedException if the thread is interrupted, seen within 50 ms
     */
    public void await() throws InterruptedException {
        awaitZero(Long.MAX_VALUE);
    }

    /**
     * Waits until the count is zero, or time is up.
     *
     * @param timeout how long to wait at most; zero or less does not wait
     * @return true if the count is zero; false when time was up first
     */
    public boolean await(long timeout, TimeUnit unit) throws InterruptedException {
        return awaitZero(unit.toNanos(timeout));
    }

    /** The name under which the region knows it. */
    public String name() {
        return name;
    }

    private boolean awaitZero(long timeoutNs) throws InterruptedException {
        if (Thread.interrupted()) {
            throw new InterruptedException();
        }
        return getCount() == 0 || (timeoutNs > 0 && waiting.await(new Zero(), timeoutNs));
    }

    /** One thread's wait. */
    private final class Zero implements WaitingLoop.Attempt {

        @Override
        public long attempt() {
            // [COUNT] acquire
            return memory.getLongVolatile(CountLayout.COUNT) == 0 ? WaitingLoop.DONE : Owner.NOBODY;
        }

        @Override
        public boolean shouldLook() {
            return attempt() == WaitingLoop.DONE;
        }

        /** Zero wakes all. */
        @Override
        public boolean nextShouldLook() {
            return false;
        }
    }

    private static String describe(long count) {
        if (count < 0) {
            throw new IllegalArgumentException("count=" + count + ": a latch must start with 0 or more");
        }
        return "count=" + count;
    }
}
