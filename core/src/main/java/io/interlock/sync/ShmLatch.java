package io.interlock.sync;

import io.interlock.RegionClosedException;
import io.interlock.internal.access.MappedMemory;
import io.interlock.internal.directory.Attachment;
import io.interlock.internal.directory.DirectoryEntry;
import io.interlock.internal.directory.PrimitiveType;
import io.interlock.internal.format.CountLayout;
import io.interlock.internal.format.Kind;
import io.interlock.internal.format.Owner;
import io.interlock.internal.wait.SpinBudget;
import io.interlock.internal.wait.WaitingLoop;
import java.util.concurrent.TimeUnit;

/**
 * A count that is lowered to zero once, and for which threads wait, shared by all processes that open the same region.
 * Method names and semantics are those of {@link java.util.concurrent.CountDownLatch}. Obtained from {@link
 * io.interlock.Region#latch(String, long)}.
 *
 * <pre>{@code
 * ShmLatch workers = region.latch("workers", 2);
 * workers.countDown(); // each of the two workers, when it is ready
 * if (!workers.await(30, TimeUnit.SECONDS)) {
 *     System.err.println(workers.getCount() + " workers are missing");
 * }
 * }</pre>
 *
 * <p><b>Owner:</b> none. Any thread may count down, any number of times.
 *
 * <p><b>Threads:</b> safe for use by many threads and processes.
 *
 * <p><b>Memory:</b> each {@code countDown} happens-before the return of every successful {@code await}.
 *
 * <p><b>Progress:</b> {@code countDown} never waits. {@code await} at zero is one read; otherwise the thread spins
 * adaptively and then sleeps. An interrupt takes effect within 250 ms.
 *
 * <p><b>Death:</b> nothing is held. A process that dies before it counts down has not counted down, so give {@code
 * await} a time limit. A thread that is killed between the last {@code countDown} and the wake-up of the sleepers
 * delays them by at most 250 ms.
 *
 * <p><b>Errors:</b> {@link RegionClosedException} after the region was closed.
 *
 * <p><b>Algorithm:</b> an atomic count and a futex, as in Ulrich Drepper, "Futexes Are Tricky" (2011).
 *
 * <p><b>Size:</b> 128 bytes and the name.
 */
@SuppressWarnings({"exports", "serial"}) // is serialized as a handle
public final class ShmLatch extends SyncPrimitive {

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

    /**
     * Lowers the count by one. When the count reaches zero, all waiters wake up. Does nothing if the count is zero.
     *
     * @throws RegionClosedException if the region is closed
     */
    public void countDown() {
        for (; ; ) {
            long count = getCount();
            if (count == 0) {
                return;
            }
            // [COUNT] release: earlier writes happen-before every read that sees zero.
            if (memory.compareAndSetLong(CountLayout.COUNT, count, count - 1)) {
                // [SLEEP] the waker's side; compare-and-set and volatile read are fence enough.
                if (count == 1 && memory.getIntVolatile(CountLayout.WAITERS) != 0) {
                    waiting.wakeAll();
                }
                return;
            }
        }
    }

    /**
     * Returns the number of calls of {@link #countDown} that are missing.
     *
     * @return the count; 0 if the latch is open
     * @throws RegionClosedException if the region is closed
     */
    public long getCount() {
        region.requireOpen();
        return memory.getLongVolatile(CountLayout.COUNT);
    }

    /**
     * Waits until the count is zero.
     *
     * @throws InterruptedException if the thread is interrupted, within 250 ms
     * @throws RegionClosedException if the region is closed, or is closed during the wait
     */
    public void await() throws InterruptedException {
        awaitZero(Long.MAX_VALUE);
    }

    /**
     * Waits until the count is zero, for at most the given time.
     *
     * @param timeout the maximum time to wait; zero or less does not wait
     * @param unit the unit of {@code timeout}
     * @return true if the count is zero; false if the time elapsed first
     * @throws InterruptedException if the thread is interrupted, within 250 ms
     * @throws RegionClosedException if the region is closed, or is closed during the wait
     */
    public boolean await(long timeout, TimeUnit unit) throws InterruptedException {
        return awaitZero(unit.toNanos(timeout));
    }

    /**
     * Returns the name in the region.
     *
     * @return the name
     */
    public String name() {
        return name;
    }

    private boolean awaitZero(long timeoutNs) throws InterruptedException {
        if (Thread.interrupted()) {
            throw new InterruptedException();
        }
        return getCount() == 0 || (timeoutNs > 0 && waiting.await(new Zero(), timeoutNs));
    }

    /** A wait for zero. */
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

        /** Zero wakes all waiters, so none has to pass it on. */
        @Override
        public boolean propagates() {
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
