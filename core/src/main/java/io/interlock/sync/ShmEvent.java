package io.interlock.sync;

import io.interlock.RegionClosedException;
import io.interlock.internal.access.MappedMemory;
import io.interlock.internal.directory.Attachment;
import io.interlock.internal.directory.DirectoryEntry;
import io.interlock.internal.directory.Primitive;
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
 * A flag shared by every process that opens the same region, for which threads wait; meaning of Python's
 * {@code multiprocessing.Event}. From {@link io.interlock.Region#event(String)}.
 *
 * <p><b>Owner:</b> none; any thread may set and clear.
 *
 * <p><b>Threads:</b> safe for any threads of any processes.
 *
 * <p><b>Memory:</b> what a thread did before {@code set} is visible to a thread that returns from {@code await} because of
 * it, or sees it by {@code isSet}; pair [EVENT].
 *
 * <p><b>Progress:</b> {@code set} and {@code clear} never wait. {@code await} on a set event is one read; else a spin that
 * adapts, then sleep. A thread that waits when the event is set returns, even if it is cleared right after. An interrupt
 * is seen within 50 ms.
 *
 * <p><b>Death:</b> nothing is held, nothing is left half done: the event is set or it is not. A setter that is killed
 * before it has woken the sleepers delays them by 50 ms at most.
 *
 * <p><b>Errors:</b> {@link RegionClosedException} after the region was closed.
 *
 * <p><b>Size:</b> 128 bytes, and its name.
 */
@SuppressWarnings({"exports", "serial"}) // travels as a handle
public final class ShmEvent extends Primitive {

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

    /** Sets the event and wakes all who wait for it; nothing if it is set. */
    public void set() {
        for (; ; ) {
            long state = state();
            if ((state & SET) != 0) {
                return;
            }
            // [EVENT] release: what the setter did before is seen by whoever sees the event set.
            if (memory.compareAndSetLong(EventLayout.STATE, state, state + ONE_TIME + SET)) {
                // [SLEEP] the waker's side; compare-and-set and volatile read are fence enough.
                if (memory.getIntVolatile(EventLayout.WAITERS) != 0) {
                    waiting.wakeAll();
                }
                return;
            }
        }
    }

    /** Clears the event; who waits from now on waits for the next {@code set}. */
    public void clear() {
        for (; ; ) {
            long state = state();
            if ((state & SET) == 0 || memory.compareAndSetLong(EventLayout.STATE, state, state - SET)) {
                return;
            }
        }
    }

    /** True while the event is set. */
    public boolean isSet() {
        return (state() & SET) != 0;
    }

    /**
     * Waits until the event is set.
     *
     * @throws InterruptedException if the thread is interrupted, seen within 50 ms
     */
    public void await() throws InterruptedException {
        await(Long.MAX_VALUE);
    }

    /**
     * Waits until the event is set, or time is up.
     *
     * @param timeout how long to wait at most; zero or less does not wait
     * @return true if the event is set, or was set while this call waited; false when time was up first
     */
    public boolean await(Duration timeout) throws InterruptedException {
        return await(TimeUnit.NANOSECONDS.convert(timeout));
    }

    /** The name under which the region knows it. */
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

    /** One thread's wait: for any change that is a set, as the event was clear when it came. */
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

        /** A set wakes all. */
        @Override
        public boolean nextShouldLook() {
            return false;
        }
    }
}
