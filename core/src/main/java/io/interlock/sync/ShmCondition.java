package io.interlock.sync;

import io.interlock.OwnerDiedException;
import io.interlock.RegionClosedException;
import io.interlock.internal.condition.ConditionQueue;
import io.interlock.internal.directory.Attachment;
import io.interlock.internal.directory.DirectoryEntry;
import io.interlock.internal.directory.Primitive;
import io.interlock.internal.directory.PrimitiveType;
import io.interlock.internal.directory.StateText;
import io.interlock.internal.format.ConditionLayout;
import io.interlock.internal.format.Kind;
import io.interlock.internal.format.Owner;
import io.interlock.internal.lock.ConditionLock;
import io.interlock.internal.wait.Deadline;
import java.io.InvalidObjectException;
import java.io.ObjectInputStream;
import java.io.Serial;
import java.io.Serializable;
import java.time.Duration;
import java.util.Date;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * A condition of a lock that is shared by every process that opens the same region; method names and meaning of
 * {@link Condition}. From {@link ShmLock#condition(String)}, {@link ShmReentrantLock#condition(String)} or the write lock of
 * a {@link ShmReadWriteLock}.
 *
 * <p><b>Owner:</b> every method must be called by the lock's holder; else it throws {@link IllegalMonitorStateException}.
 *
 * <p><b>Threads:</b> safe for any threads of any processes.
 *
 * <p><b>Memory:</b> the lock's: what was done under it before a signal is visible to who returns from {@code await}.
 *
 * <p><b>Progress:</b> a signal releases the thread that has waited longest, and never waits for it; it wakes up once the lock
 * is free. {@code signalAll} releases all, who wake up one after the other, each as the one before has had the lock. A
 * waiter spins as long as that pays, then sleeps; an interrupt is seen within 50 ms. As with any condition, {@code await}
 * may return without a signal: wait in a loop, or with {@link #awaitUntil(BooleanSupplier, Duration)}. Up to 512 threads
 * wait at once; those beyond return every millisecond, without a signal.
 *
 * <p><b>Death:</b> a waiter that is killed is passed over; one that is killed after it was signalled leaves its signal to
 * another within 50 ms. When a holder of the lock dies, whoever waits returns within 50 ms, to look at what the dead one
 * left: with the lock if that is {@link OnOwnerDeath#HAND_OVER} or was recovered meanwhile, else by
 * {@link OwnerDiedException} and, unlike any other return from {@code await}, <em>without</em> the lock.
 *
 * <p><b>Errors:</b> {@link RegionClosedException} after the region was closed; a wait during which it is closed ends with it, and
 * without the lock, which the thread may not take any more.
 *
 * <p><b>Size:</b> 8 KiB, and its name.
 */
@SuppressWarnings("serial") // travels as its lock and its name
public final class ShmCondition implements Condition, Serializable {

    static {
        PrimitiveType.register(
                ShmCondition.class,
                PrimitiveType.<ShmCondition, Config>zeroed(
                                Kind.CONDITION, ConditionLayout.BYTES, config -> "", ShmCondition::new)
                        .inspectedBy(ConditionQueue::inspect));
    }

    /** What a thread does that finds no cell: it looks again so often. */
    private static final long LOOK_EVERY_NS = TimeUnit.MILLISECONDS.toNanos(1);

    private final Attachment region;
    private final String name;
    private final ConditionLock lock;
    private final ConditionQueue queue;

    /** The primitive whose lock it belongs to, and the condition's own name there. */
    private final Origin origin;

    /** What travels to another process in its place. */
    private record Origin(Primitive lock, String condition) implements Serializable {

        @Serial
        private Object readResolve() {
            return lock instanceof ShmReadWriteLock readWriteLock
                    ? readWriteLock.writeLock().condition(condition)
                    : ((OwnedLock) lock).condition(condition);
        }
    }

    /** What it is attached with. */
    private record Config(ConditionLock lock, Origin origin) {}

    private ShmCondition(Attachment region, DirectoryEntry entry, Config config) {
        this.region = region;
        this.name = entry.name();
        this.lock = config.lock;
        this.origin = config.origin;
        this.queue = new ConditionQueue(region, entry.body(), lock.lock());
    }

    /** @param primitive whose lock {@code lock} is */
    static ShmCondition of(
            Attachment region, Primitive primitive, String lockName, String conditionName, ConditionLock lock) {
        Objects.requireNonNull(conditionName, "conditionName");
        Config config = new Config(lock, new Origin(primitive, conditionName));
        return region.primitive(ShmCondition.class, lockName + ".condition(" + conditionName + ")", config);
    }

    /**
     * Puts the lock aside, waits for a signal, and takes the lock back.
     *
     * @throws InterruptedException if the thread is interrupted before it is signalled; with the lock
     * @throws OwnerDiedException without the lock, if a holder died with it and nobody has recovered it
     */
    @Override
    public void await() throws InterruptedException {
        waitNs(Long.MAX_VALUE);
    }

    /**
     * As {@link #await()}, for so long at most.
     *
     * @return false if time was up before a signal
     */
    @Override
    public boolean await(long time, TimeUnit unit) throws InterruptedException {
        return waitNs(unit.toNanos(time));
    }

    /**
     * As {@link #await()}, for so many nanoseconds at most.
     *
     * @return how much of the time was left at the return; zero if it was up
     */
    @Override
    public long awaitNanos(long timeoutNs) throws InterruptedException {
        Deadline deadline = new Deadline(timeoutNs);
        waitNs(timeoutNs);
        return deadline.leftNs();
    }

    /**
     * As {@link #await()}, until this time of day at most.
     *
     * @return false if it was reached before a signal
     */
    @Override
    @SuppressWarnings("JavaUtilDate") // the interface has it
    public boolean awaitUntil(Date deadline) throws InterruptedException {
        long nowMs = System.currentTimeMillis();
        // Compared first: the difference of a far date overflows.
        long leftMs = deadline.getTime() <= nowMs ? 0 : deadline.getTime() - nowMs;
        return waitNs(TimeUnit.MILLISECONDS.toNanos(leftMs));
    }

    /**
     * Waits until the predicate is true: looks at once and after each return from {@code await}, always under the lock.
     *
     * @param timeout how long to wait at most; zero or less only looks
     * @return false if time was up and the predicate still false
     */
    public boolean awaitUntil(BooleanSupplier predicate, Duration timeout) throws InterruptedException {
        lock.requireHeld("awaitUntil");
        Deadline deadline = Deadline.after(timeout);
        while (!predicate.getAsBoolean()) {
            long leftNs = deadline.leftNs();
            if (leftNs == 0) {
                return false;
            }
            waitNs(leftNs);
        }
        return true;
    }

    /** As {@link #await()}, whatever interrupts; the interrupt is kept. */
    @Override
    public void awaitUninterruptibly() {
        Owner me = lock.requireMayWait("await");
        ConditionQueue.Place place = queue.arrive(me);
        int holds = lock.lock().here().holds();
        try {
            lock.fullyRelease();
            if (place == null) {
                LockSupport.parkNanos(LOOK_EVERY_NS);
            } else {
                place.awaitReleased();
            }
        } catch (Throwable e) {
            undoWait(me, holds, place);
            throw e;
        }
        if (place == null) {
            lock.reacquire(me, holds);
        } else {
            comeBack(me, holds, place);
        }
    }

    /** A wait has failed by an error: it ends with the lock, as each does, and leaves a signal that has come to another. */
    private void undoWait(Owner me, int holds, ConditionQueue.@Nullable Place place) {
        try {
            if (!lock.lock().here().isBy(me)) {
                lock.reacquire(me, holds);
            }
        } finally {
            if (place != null) {
                place.abandon();
            }
        }
    }

    /** Releases the thread that has waited longest, if any waits. */
    @Override
    public void signal() {
        lock.requireHeld("signal");
        queue.releaseOne();
    }

    /** Releases all who wait. */
    @Override
    public void signalAll() {
        lock.requireHeld("signalAll");
        queue.releaseAll();
    }

    /** The name under which the region knows it: that of the lock, and {@code .condition(name)}. */
    public String name() {
        return name;
    }

    @Serial
    private Object writeReplace() {
        return origin;
    }

    @Serial
    private void readObject(ObjectInputStream in) throws InvalidObjectException {
        throw new InvalidObjectException("a condition travels as its lock and its name; the stream is damaged");
    }

    /** Where the condition is and how many threads wait; only a moment's truth. Never waits and never throws. */
    @Override
    public String toString() {
        return StateText.of(this, region, name);
    }

    /** True if released; {@code Long.MAX_VALUE} waits for ever. */
    private boolean waitNs(long timeoutNs) throws InterruptedException {
        Owner me = lock.requireMayWait("await");
        if (Thread.interrupted()) {
            throw new InterruptedException();
        }
        if (timeoutNs <= 0) {
            return false;
        }
        ConditionQueue.Place place = queue.arrive(me);
        int holds = lock.lock().here().holds();
        InterruptedException interrupt = null;
        try {
            lock.fullyRelease();
            if (place == null) {
                TimeUnit.NANOSECONDS.sleep(Math.min(timeoutNs, LOOK_EVERY_NS));
            } else {
                place.awaitReleased(timeoutNs);
            }
        } catch (InterruptedException e) {
            interrupt = e;
        } catch (Throwable e) {
            undoWait(me, holds, place);
            throw e;
        }
        if (place == null) {
            lock.reacquire(me, holds);
            if (interrupt != null) {
                throw interrupt;
            }
            return timeoutNs > LOOK_EVERY_NS;
        }
        boolean released = comeBack(me, holds, place);
        if (interrupt != null) {
            if (!released) {
                throw interrupt;
            }
            // A signal came first: it must not be lost on somebody who leaves by an exception.
            Thread.currentThread().interrupt();
        }
        return released;
    }

    private boolean comeBack(Owner me, int holds, ConditionQueue.Place place) {
        try {
            lock.reacquire(me, holds);
        } catch (Throwable e) {
            place.abandon();
            throw e;
        }
        return queue.leave(place);
    }
}
