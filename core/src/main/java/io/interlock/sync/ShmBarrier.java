package io.interlock.sync;

import io.interlock.RegionClosedException;
import io.interlock.internal.access.MappedMemory;
import io.interlock.internal.barrier.BarrierRounds;
import io.interlock.internal.barrier.BarrierState;
import io.interlock.internal.directory.Attachment;
import io.interlock.internal.directory.DirectoryEntry;
import io.interlock.internal.directory.PrimitiveType;
import io.interlock.internal.format.BarrierLayout;
import io.interlock.internal.format.Kind;
import io.interlock.internal.thread.Inspection;
import java.io.NotSerializableException;
import java.io.ObjectStreamException;
import java.io.Serial;
import java.io.Serializable;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * A point at which a fixed number of threads of any processes wait for one another, again and again. Method names and
 * semantics are those of {@link java.util.concurrent.CyclicBarrier}, with {@code abort} of Python's {@code
 * multiprocessing.Barrier}. Obtained from {@link io.interlock.Region#barrier(String, int)}.
 *
 * <pre>{@code
 * ShmBarrier steps = region.barrier("steps", 1);
 * try {
 *     int arrivalIndex = steps.await(10, TimeUnit.SECONDS);
 *     System.out.println(arrivalIndex == 0 ? "the last to arrive" : "one of the others");
 * } catch (BrokenBarrierException | TimeoutException e) {
 *     System.err.println(e.getMessage()); // a party died, was interrupted, or did not come in time
 *     steps.reset();
 * }
 * }</pre>
 *
 * <p><b>Owner:</b> none. Each arriving thread is a party.
 *
 * <p><b>Threads:</b> safe for use by many threads and processes. A thread that arrives while all parties of a round are
 * present waits for the next round.
 *
 * <p><b>Memory:</b> everything before the arrival of a party happens-before the action, and the action happens-before
 * the return of each party's {@code await}.
 *
 * <p><b>Progress:</b> an arrival takes a short internal lock; then the thread spins adaptively and sleeps. The first
 * party to arrive checks every 2 ms whether the others are alive. An interrupt takes effect within 250 ms.
 *
 * <p><b>Death:</b> the barrier breaks, and all waiting parties get {@link BrokenBarrierException} within 10 ms, when a
 * process dies that waits here, or that took part in the previous round and has not been replaced. A process that
 * closes the region or whose JVM exits normally is not missed. A process that dies before its first arrival is unknown
 * to the barrier, so use a time limit.
 *
 * <p><b>Errors:</b> {@link BrokenBarrierException}, whose message says why the barrier is broken, until {@link #reset};
 * {@link RegionClosedException} after the region was closed.
 *
 * <p><b>Algorithm:</b> a central barrier whose generation number takes the place of a reversed sense, after John
 * Mellor-Crummey and Michael Scott, "Algorithms for Scalable Synchronization on Shared-Memory Multiprocessors" (1991).
 *
 * <p><b>Size:</b> 256 bytes, 16 bytes for each party, and the name.
 */
@SuppressWarnings({"exports", "serial"}) // is serialized as a handle
public final class ShmBarrier extends SyncPrimitive {

    static {
        PrimitiveType.register(
                ShmBarrier.class,
                PrimitiveType.<ShmBarrier, Integer>zeroed(
                                Kind.BARRIER, ShmBarrier::bytes, parties -> "parties=" + parties, ShmBarrier::new)
                        .inspectedBy(ShmBarrier::inspect));
    }

    private final Attachment region;
    private final String name;
    private final BarrierRounds rounds;
    private final @Nullable Runnable action;

    private ShmBarrier(Attachment region, DirectoryEntry entry, int parties) {
        this(
                region,
                entry.name(),
                entry.local(BarrierRounds.class, () -> new BarrierRounds(region.file(), entry, parties)),
                null);
    }

    private ShmBarrier(Attachment region, String name, BarrierRounds rounds, @Nullable Runnable action) {
        super(region, name);
        this.region = region;
        this.name = name;
        this.rounds = rounds;
        this.action = action;
    }

    /**
     * Returns the same barrier with an action for the calling process. If the last party of a round arrived through the
     * returned object, it runs the action before all parties continue. If the action throws, the barrier breaks. Each
     * process may have an action of its own, or none.
     *
     * <p>When a task captures the returned barrier, the action is serialized with it, which requires that it is {@link
     * Serializable}. Otherwise {@code JvmProcess.start} refuses the task. A task may also capture the barrier without
     * an action and call this method itself.
     *
     * @param newAction runs in the last party to arrive
     * @return a barrier with the same state and this action
     */
    public ShmBarrier withAction(Runnable newAction) {
        return new ShmBarrier(region, name, rounds, newAction);
    }

    @Override
    Object handle() throws ObjectStreamException {
        if (action == null) {
            return super.handle();
        }
        if (!(action instanceof Serializable)) {
            throw new NotSerializableException(
                    rounds.where() + ": its action is of " + action.getClass().getName()
                            + ", which is not Serializable; capture the barrier without its action, and call withAction(...) in"
                            + " the task, or make the action Serializable: (Runnable & Serializable) () -> ...");
        }
        return new WithAction(new ShmBarrier(region, name, rounds, null), action);
    }

    /** The serialized form of a barrier with an action. */
    @SuppressWarnings("serial") // the action is Serializable, or does not come here
    private record WithAction(ShmBarrier barrier, Runnable action) implements Serializable {

        @Serial
        private Object readResolve() {
            return barrier.withAction(action);
        }
    }

    /**
     * Arrives, and waits until all parties have arrived.
     *
     * @return the number of parties that were still missing: {@code getParties() - 1} for the first to arrive, 0 for
     *     the last
     * @throws InterruptedException if the thread is interrupted; the barrier breaks
     * @throws BrokenBarrierException if the barrier is broken, or breaks during the wait
     */
    public int await() throws InterruptedException, BrokenBarrierException {
        try {
            return openRounds().await(Long.MAX_VALUE, action, region);
        } catch (TimeoutException e) {
            throw new IllegalStateException("292 years are over", e);
        }
    }

    /**
     * Arrives, and waits until all parties have arrived, for at most the given time.
     *
     * @param timeout the maximum time to wait; zero or less breaks the barrier unless this thread is the last to arrive
     * @param unit the unit of {@code timeout}
     * @return as for {@link #await()}
     * @throws InterruptedException if the thread is interrupted; the barrier breaks
     * @throws BrokenBarrierException if the barrier is broken, or breaks during the wait
     * @throws TimeoutException if the time elapsed first; the barrier breaks
     */
    public int await(long timeout, TimeUnit unit)
            throws InterruptedException, BrokenBarrierException, TimeoutException {
        return openRounds().await(unit.toNanos(timeout), action, region);
    }

    /**
     * Repairs the barrier and begins a new round. Waiting parties get {@link BrokenBarrierException}. Processes of
     * earlier rounds are no longer missed.
     *
     * @throws RegionClosedException if the region is closed
     */
    public void reset() {
        openRounds().reset();
    }

    /**
     * Breaks the barrier: waiting and arriving parties get {@link BrokenBarrierException} until {@link #reset}.
     *
     * @throws RegionClosedException if the region is closed
     */
    public void abort() {
        openRounds().abort();
    }

    /**
     * Tells whether the barrier is broken.
     *
     * @return true from the moment it breaks until {@link #reset}
     * @throws RegionClosedException if the region is closed
     */
    public boolean isBroken() {
        return openRounds().state().isBroken();
    }

    /**
     * Returns the number of threads that must arrive before all of them continue.
     *
     * @return the number of parties
     */
    public int getParties() {
        return rounds.parties();
    }

    /**
     * Returns the number of parties that wait at this moment.
     *
     * @return the number of waiting parties; 0 if the barrier is broken
     * @throws RegionClosedException if the region is closed
     */
    public int getNumberWaiting() {
        BarrierState state = openRounds().state();
        return state.isBroken() ? 0 : Math.min(state.arrived(), getParties());
    }

    /**
     * Returns the name in the region.
     *
     * @return the name
     */
    public String name() {
        return name;
    }

    private static void inspect(MappedMemory memory, Inspection into) {
        BarrierState state = new BarrierState(memory.getLongVolatile(BarrierLayout.STATE));
        into.put("arrived", state.isBroken() ? 0 : state.arrived());
        into.put("rounds", state.generation());
        into.put("broken", state.isBroken());
        if (state.isBroken()) {
            into.put("why", state.broken().why());
        }
    }

    private BarrierRounds openRounds() {
        region.requireOpen();
        return rounds;
    }

    private static int bytes(int parties) {
        if (parties < 1 || parties > BarrierState.MAX_PARTIES) {
            throw new IllegalArgumentException(
                    "parties=" + parties + ": a barrier has 1 to " + BarrierState.MAX_PARTIES + " parties");
        }
        return BarrierLayout.bytes(parties);
    }
}
