package io.interlock.sync;

import io.interlock.RegionClosedException;
import io.interlock.internal.access.MappedMemory;
import io.interlock.internal.directory.Attachment;
import io.interlock.internal.directory.DirectoryEntry;
import io.interlock.internal.directory.PrimitiveType;
import io.interlock.internal.format.EventLayout;
import io.interlock.internal.format.Kind;
import io.interlock.internal.format.Owner;
import io.interlock.internal.thread.Inspection;
import io.interlock.internal.wait.SpinBudget;
import io.interlock.internal.wait.WaitingLoop;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * A flag for which threads wait, shared by all processes that open the same region. The semantics are those of Python's
 * {@code multiprocessing.Event}. Obtained from {@link io.interlock.Region#event(String)}.
 *
 * <pre>{@code
 * ShmEvent started = region.event("started");
 * if (!started.isSet()) {
 *     started.set(); // releases all waiters of all processes
 * }
 * if (started.await(Duration.ofSeconds(1))) {
 *     System.out.println("started");
 * }
 * }</pre>
 *
 * <p><b>Owner:</b> none. Any thread may set and clear the event.
 *
 * <p><b>Threads:</b> safe for use by many threads and processes.
 *
 * <p><b>Memory:</b> a {@code set} happens-before the return of every {@code await} and {@code isSet} that observes it.
 *
 * <p><b>Progress:</b> {@code set} and {@code clear} never wait. {@code await} on a set event is one read; otherwise the
 * thread spins adaptively and then sleeps. A thread that waits when the event is set returns, even if the event is
 * cleared immediately afterwards. An interrupt takes effect within 250 ms.
 *
 * <p><b>Death:</b> the event is either set or clear; nothing is held. A thread that is killed between setting the event
 * and waking the sleepers delays them by at most 250 ms.
 *
 * <p><b>Errors:</b> {@link RegionClosedException} after the region was closed.
 *
 * <p><b>Algorithm:</b> an event count, after David Reed and Rajendra Kanodia, "Synchronization with Eventcounts and
 * Sequencers" (1979): one word holds the flag and the number of times that it was set.
 *
 * <p><b>Size:</b> 128 bytes and the name.
 */
@SuppressWarnings({"exports", "serial"}) // is serialized as a handle
public final class ShmEvent extends SyncPrimitive {

    static {
        PrimitiveType.register(
                ShmEvent.class,
                PrimitiveType.plain(Kind.EVENT, EventLayout.BYTES, ShmEvent::new)
                        .inspectedBy(ShmEvent::inspect));
    }

    /*
     * STATE: 63          1  0
     *        | times set | set |
     *
     * One word, so that "it was set since I came" and "it is set" change together: no death can separate them.
     */
    private static final long SET = 1;

    private static final long ONE_TIME = 2;

    private final Attachment region;
    private final String name;
    private final MappedMemory memory;
    private final WaitingLoop waiting;

    private ShmEvent(Attachment region, DirectoryEntry entry) {
        super(region, entry.name());
        this.region = region;
        this.name = entry.name();
        this.memory = entry.body();
        this.waiting = WaitingLoop.withFencingWakers(region, memory, EventLayout.WAITERS, SpinBudget.forHandOff());
    }

    /**
     * Sets the event and wakes all waiters. Does nothing if the event is set.
     *
     * @throws RegionClosedException if the region is closed
     */
    public void set() {
        for (; ; ) {
            long state = state();
            if ((state & SET) != 0) {
                return;
            }
            // [EVENT] release: the setter's earlier writes happen-before every read that sees the event set.
            if (memory.compareAndSetLong(EventLayout.STATE, state, state + ONE_TIME + SET)) {
                // [SLEEP] the waker's side; compare-and-set and volatile read are fence enough.
                if (memory.getIntVolatile(EventLayout.WAITERS) != 0) {
                    waiting.wakeAll();
                }
                return;
            }
        }
    }

    /**
     * Clears the event. Threads that wait from now on wait for the next {@code set}.
     *
     * @throws RegionClosedException if the region is closed
     */
    public void clear() {
        for (; ; ) {
            long state = state();
            if ((state & SET) == 0 || memory.compareAndSetLong(EventLayout.STATE, state, state - SET)) {
                return;
            }
        }
    }

    /**
     * Tells whether the event is set.
     *
     * @return true while it is set
     * @throws RegionClosedException if the region is closed
     */
    public boolean isSet() {
        return (state() & SET) != 0;
    }

    /**
     * Waits until the event is set.
     *
     * @throws InterruptedException if the thread is interrupted, within 250 ms
     * @throws RegionClosedException if the region is closed, or is closed during the wait
     */
    public void await() throws InterruptedException {
        await(Long.MAX_VALUE);
    }

    /**
     * Waits until the event is set, for at most the given time.
     *
     * @param timeout the maximum time to wait; zero or less does not wait
     * @return true if the event is set, or was set during the call; false if the time elapsed first
     * @throws InterruptedException if the thread is interrupted, within 250 ms
     * @throws RegionClosedException if the region is closed, or is closed during the wait
     */
    public boolean await(Duration timeout) throws InterruptedException {
        return await(TimeUnit.NANOSECONDS.convert(timeout));
    }

    /**
     * Returns the name in the region.
     *
     * @return the name
     */
    public String name() {
        return name;
    }

    private boolean await(long timeoutNs) throws InterruptedException {
        if (Thread.interrupted()) {
            throw new InterruptedException();
        }
        long state = state();
        if ((state & SET) != 0) {
            return true;
        }
        return timeoutNs > 0 && waiting.await(new SetSince(state), timeoutNs);
    }

    private static void inspect(MappedMemory memory, Inspection into) {
        long state = memory.getLongVolatile(EventLayout.STATE);
        into.put("set", (state & SET) != 0);
        into.put("timesSet", state / ONE_TIME);
    }

    private long state() {
        region.requireOpen();
        return memory.getLongVolatile(EventLayout.STATE);
    }

    /**
     * A wait that ends with any change of the word: the event was clear when the wait began, so the first change is a
     * set.
     */
    private final class SetSince implements WaitingLoop.Attempt {

        private final long seen;

        SetSince(long seen) {
            this.seen = seen;
        }

        @Override
        public long attempt() {
            // [EVENT] acquire
            return memory.getLongVolatile(EventLayout.STATE) != seen ? WaitingLoop.DONE : Owner.NOBODY;
        }

        @Override
        public boolean shouldLook() {
            return attempt() == WaitingLoop.DONE;
        }

        /** A set wakes all waiters, so none has to pass it on. */
        @Override
        public boolean propagates() {
            return false;
        }
    }
}
