package io.interlock.sync;

import io.interlock.RegionClosedException;
import io.interlock.internal.access.MappedMemory;
import io.interlock.internal.barrier.BarrierRounds;
import io.interlock.internal.barrier.BarrierState;
import io.interlock.internal.directory.Attachment;
import io.interlock.internal.directory.DirectoryEntry;
import io.interlock.internal.directory.Primitive;
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
 * A point at which threads of any processes wait for one another, again and again; method names and meaning of
 * {@link java.util.concurrent.CyclicBarrier}, and {@code abort} of Python's {@code multiprocessing.Barrier}. From
 * {@link io.interlock.Region#barrier(String, int)}.
 *
 * <p><b>Owner:</b> none; who arrives is a party.
 *
 * <p><b>Threads:</b> safe for any threads of any processes. Who comes while all parties are there already waits for the next
 * round.
 *
 * <p><b>Memory:</b> what a party did before it arrived is visible to all when they go on, and to the action before; pair
 * [BARRIER].
 *
 * <p><b>Progress:</b> an arrival takes a short internal lock; then a spin that adapts, then sleep. The first to arrive looks
 * after the others every 2 ms. An interrupt is seen within 50 ms.
 *
 * <p><b>Death:</b> the barrier breaks, and all who wait get {@link BrokenBarrierException}: at once or within 10 ms, when a
 * process dies whose thread waits here, or one that was there in the round before and has not been replaced. A process that
 * closes the region, or whose JVM exits by itself, is not missed. A process that dies before it has ever arrived is not
 * known: wait with a time limit where that can be.
 *
 * <p><b>Errors:</b> {@link BrokenBarrierException} says why the barrier is broken, until {@link #reset};
 * {@link RegionClosedException} after the region was closed.
 *
 * <p><b>Size:</b> 256 bytes, 16 for each party, and its name.
 */
@SuppressWarnings({"exports", "serial"}) // travels as a handle
public final class ShmBarrier extends Primitive {

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
     * The same barrier, for a party that brings an action: when it is the last to arrive, it runs the action before all go
     * on. If that throws, the barrier breaks. Other processes bring their own, or none.
     *
     * <p>A task that captures the result takes the action along, if the action is {@link Serializable}; otherwise the task is
     * refused when it starts. A task that captures the barrier without an action may call this method itself.
     */
    public ShmBarrier withAction(Runnable newAction) {
        return new ShmBarrier(region, name, rounds, newAction);
    }

    @Override
    protected Object handle() throws ObjectStreamException {
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

    /** A barrier and its action, on their way to another process. */
    @SuppressWarnings("serial") // the action is Serializable, or does not come here
    private record WithAction(ShmBarrier barrier, Runnable action) implements Serializable {

        @Serial
        private Object readResolve() {
            return barrier.withAction(action);
        }
    }

    /**
     * Arrives, and waits until all parties have.
     *
     * @return how many were still to come: parties - 1 for the first, 0 for the last
     * @throws InterruptedException if the thread is interrupted; the barrier is broken then
     * @throws BrokenBarrierException if the barrier is broken, or breaks meanwhile
     */
    public int await() throws InterruptedException, BrokenBarrierException {
        try {
            return openRounds().await(Long.MAX_VALUE, action, region);
        } catch (TimeoutException e) {
            throw new IllegalStateException("292 years are over", e);
        }
    }

    /**
     * As {@link #await()}, for so long at most.
     *
     * @throws TimeoutException if time was up first; the barrier is broken then
     */
    public int await(long timeout, TimeUnit unit)
            throws InterruptedException, BrokenBarrierException, TimeoutException {
        return openRounds().await(unit.toNanos(timeout), action, region);
    }

    /** Starts a new round; who waits gets {@link BrokenBarrierException}. Who was here before is not missed any more. */
    public void reset() {
        openRounds().reset();
    }

    /** Breaks the barrier: who waits gets {@link BrokenBarrierException}, and who arrives, until {@link #reset}. */
    public void abort() {
        openRounds().abort();
    }

    /** True from when it breaks to {@link #reset}. */
    public boolean isBroken() {
        return openRounds().state().isBroken();
    }

    /** How many have to arrive before all go on. */
    public int getParties() {
        return rounds.parties();
    }

    /** How many wait now. */
    public int getNumberWaiting() {
        BarrierState state = openRounds().state();
        return state.isBroken() ? 0 : Math.min(state.arrived(), getParties());
    }

    /** The name under which the region knows it. */
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
