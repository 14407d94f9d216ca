package io.interlock.sync;

import io.interlock.OwnerDiedException;
import io.interlock.RegionClosedException;
import io.interlock.internal.condition.ConditionQueue;
import io.interlock.internal.directory.Attachment;
import io.interlock.internal.directory.DirectoryEntry;
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
 * A condition of a lock, shared by all processes that open the same region. Method names and semantics are those of
 * {@link Condition}. Obtained from {@link ShmLock#condition(String)}, {@link ShmReentrantLock#condition(String)} or
 * {@link ShmReadWriteLock.WriteLock#condition(String)}.
 *
 * <pre>{@code
 * ShmLock lock = region.lock("lock");
 * ShmCondition changed = lock.condition("changed");
 * ShmInt ready = region.intValue("ready");
 * lock.lock();
 * try {
 *     if (!changed.awaitUntil(() -> ready.getPlain() > 0, Duration.ofSeconds(10))) {
 *         System.err.println("nothing came within ten seconds");
 *     }
 * } finally {
 *     lock.unlock();
 * }
 * }</pre>
 *
 * <p><b>Owner:</b> the lock's owner must call every method; for other threads each throws {@link
 * IllegalMonitorStateException}.
 *
 * <p><b>Threads:</b> safe for use by many threads and processes.
 *
 * <p><b>Memory:</b> as for the lock: everything before a {@code signal} happens-before the return from the {@code
 * await} that it ends.
 *
 * <p><b>Progress:</b> {@code signal} releases the thread that has waited longest and does not wait for it; that thread
 * wakes up when the lock is free. {@code signalAll} releases all waiters, which wake up one after the other. A waiter
 * spins while that pays and then sleeps. An interrupt takes effect within 250 ms. As with any condition, {@code await}
 * may return without a signal: call it in a loop, or use {@link #awaitUntil(BooleanSupplier, Duration)}. At most 512
 * threads wait at the same time; further waiters return every millisecond without a signal.
 *
 * <p><b>Death:</b> a killed waiter is skipped. If a waiter is killed after it was signalled, its signal passes to
 * another waiter within 250 ms. When the lock's owner dies, all waiters return within 250 ms so that they can examine its
 * changes: with the lock if the lock is handed over ({@link OnOwnerDeath#HAND_OVER}) or was recovered, and otherwise by
 * {@link OwnerDiedException}. Only that exception leaves the thread <em>without</em> the lock.
 *
 * <p><b>Errors:</b> {@link RegionClosedException} after the region was closed. A wait whose region is closed throws it,
 * without the lock.
 *
 * <p><b>Algorithm:</b> a first-in, first-out queue of tickets under the lock, as in the condition of {@code
 * AbstractQueuedSynchronizer} (Doug Lea, "The java.util.concurrent Synchronizer Framework", 2005). Waiters are woken
 * when the lock is released rather than at the signal.
 *
 * <p><b>Size:</b> 8 KiB and the name.
 */
@SuppressWarnings("serial") // is serialized as its lock and its name
public final class ShmCondition implements Condition, Serializable {

    static {
        PrimitiveType.register(
                ShmCondition.class,
                PrimitiveType.<ShmCondition, Config>zeroed(
                                Kind.CONDITION, ConditionLayout.BYTES, config -> "", ShmCondition::new)
                        .inspectedBy(ConditionQueue::inspect));
    }

    /** The polling interval of waiters beyond the 512 slots. */
    private static final long LOOK_EVERY_NS = TimeUnit.MILLISECONDS.toNanos(1);

    private final Attachment region;
    private final String name;
    private final ConditionLock lock;
    private final ConditionQueue queue;

    /** The primitive whose lock it belongs to, and the condition's own name there. */
    private final Origin origin;

    /** The serialized form: the lock and the condition's name. */
    private record Origin(Serializable lock, String condition) implements Serializable {

        @Serial
        private Object readResolve() {
            return lock instanceof ShmReadWriteLock readWriteLock
                    ? readWriteLock.writeLock().condition(condition)
                    : ((OwnedLock) lock).condition(condition);
        }
    }

    /** What the constructor needs besides the entry. */
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
            Attachment region, Serializable primitive, String lockName, String conditionName, ConditionLock lock) {
        Objects.requireNonNull(conditionName, "conditionName");
        Config config = new Config(lock, new Origin(primitive, conditionName));
        return region.primitive(ShmCondition.class, lockName + ".condition(" + conditionName + ")", config);
    }

    /**
     * Releases the lock, waits for a signal, and reacquires the lock with the same hold count.
     *
     * @throws InterruptedException if the thread is interrupted before it is signalled; the thread holds the lock
     * @throws OwnerDiedException if the lock's owner died and no thread has recovered the lock; the thread does not
     *     hold the lock
     * @throws IllegalMonitorStateException if the calling thread does not hold the lock
     */
    @Override
    public void await() throws InterruptedException {
        waitNs(Long.MAX_VALUE);
    }

    /**
     * Waits like {@link #await()}, for at most the given time.
     *
     * @param time the maximum time to wait; zero or less returns false at once
     * @param unit the unit of {@code time}
     * @return false if the time elapsed before a signal
     * @throws InterruptedException if the thread is interrupted before it is signalled; the thread holds the lock
     * @throws OwnerDiedException as for {@link #await()}
     */
    @Override
    public boolean await(long time, TimeUnit unit) throws InterruptedException {
        return waitNs(unit.toNanos(time));
    }

    /**
     * Waits like {@link #await()}, for at most the given time.
     *
     * @param timeoutNs the maximum time to wait in nanoseconds; zero or less returns at once
     * @return the remaining nanoseconds; zero if the time elapsed
     * @throws InterruptedException if the thread is interrupted before it is signalled; the thread holds the lock
     * @throws OwnerDiedException as for {@link #await()}
     */
    @Override
    public long awaitNanos(long timeoutNs) throws InterruptedException {
        Deadline deadline = new Deadline(timeoutNs);
        waitNs(timeoutNs);
        return deadline.leftNs();
    }

    /**
     * Waits like {@link #await()}, at most until the given time of day.
     *
     * @param deadline the system clock's time at which the wait ends
     * @return false if the deadline passed before a signal
     * @throws InterruptedException if the thread is interrupted before it is signalled; the thread holds the lock
     * @throws OwnerDiedException as for {@link #await()}
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
     * Waits until the predicate is true. The predicate is evaluated at once and after each wake-up, always with the
     * lock held.
     *
     * @param predicate the condition to wait for; it must be short and must not unlock
     * @param timeout the maximum time to wait; zero or less evaluates the predicate once
     * @return false if the time elapsed and the predicate is still false
     * @throws InterruptedException if the thread is interrupted before it is signalled; the thread holds the lock
     * @throws OwnerDiedException as for {@link #await()}
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

    /**
     * Waits like {@link #await()} and ignores interrupts; the interrupt status stays set.
     *
     * @throws OwnerDiedException as for {@link #await()}
     */
    @Override
    public void awaitUninterruptibly() {
        Owner me = lock.requireMayWait("await");
        ConditionQueue.Ticket ticket = queue.arrive(me);
        int holds = lock.lock().here().holds();
        try {
            lock.fullyRelease();
            if (ticket == null) {
                LockSupport.parkNanos(LOOK_EVERY_NS);
            } else {
                ticket.awaitReleased();
            }
        } catch (Throwable e) {
            undoWait(me, holds, ticket);
            throw e;
        }
        if (ticket == null) {
            lock.reacquire(me, holds);
        } else {
            comeBack(me, holds, ticket);
        }
    }

    /**
     * After an error in a wait: reacquires the lock, as every wait does, and passes a signal that has arrived to
     * another waiter.
     */
    private void undoWait(Owner me, int holds, ConditionQueue.@Nullable Ticket ticket) {
        try {
            if (!lock.lock().here().isBy(me)) {
                lock.reacquire(me, holds);
            }
        } finally {
            if (ticket != null) {
                ticket.abandon();
            }
        }
    }

    /**
     * Releases the thread that has waited longest, if there is one.
     *
     * @throws IllegalMonitorStateException if the calling thread does not hold the lock
     */
    @Override
    public void signal() {
        lock.requireHeld("signal");
        queue.releaseOne();
    }

    /**
     * Releases all waiters.
     *
     * @throws IllegalMonitorStateException if the calling thread does not hold the lock
     */
    @Override
    public void signalAll() {
        lock.requireHeld("signalAll");
        queue.releaseAll();
    }

    /**
     * Returns the name in the region: the name of the lock, followed by {@code .condition(NAME)}.
     *
     * @return the name
     */
    public String name() {
        return name;
    }

    @Serial
    private Object writeReplace() {
        return origin;
    }

    @Serial
    private void readObject(ObjectInputStream in) throws InvalidObjectException {
        throw new InvalidObjectException("a condition is serialized as its lock and its name; the stream is damaged");
    }

    /** Describes the condition and the number of its waiters at one moment. Never waits and never throws. */
    @Override
    public String toString() {
        return StateText.of(this, region, name);
    }

    /** Returns true if signalled; {@code Long.MAX_VALUE} waits without a limit. */
    private boolean waitNs(long timeoutNs) throws InterruptedException {
        Owner me = lock.requireMayWait("await");
        if (Thread.interrupted()) {
            throw new InterruptedException();
        }
        if (timeoutNs <= 0) {
            return false;
        }
        ConditionQueue.Ticket ticket = queue.arrive(me);
        int holds = lock.lock().here().holds();
        InterruptedException interrupt = null;
        try {
            lock.fullyRelease();
            if (ticket == null) {
                TimeUnit.NANOSECONDS.sleep(Math.min(timeoutNs, LOOK_EVERY_NS));
            } else {
                ticket.awaitReleased(timeoutNs);
            }
        } catch (InterruptedException e) {
            interrupt = e;
        } catch (Throwable e) {
            undoWait(me, holds, ticket);
            throw e;
        }
        if (ticket == null) {
            lock.reacquire(me, holds);
            if (interrupt != null) {
                throw interrupt;
            }
            return timeoutNs > LOOK_EVERY_NS;
        }
        boolean released = comeBack(me, holds, ticket);
        if (interrupt != null) {
            if (!released) {
                throw interrupt;
            }
            // A signal came first: it must not be lost on somebody who leaves by an exception.
            Thread.currentThread().interrupt();
        }
        return released;
    }

    private boolean comeBack(Owner me, int holds, ConditionQueue.Ticket ticket) {
        try {
            lock.reacquire(me, holds);
        } catch (Throwable e) {
            ticket.abandon();
            throw e;
        }
        return queue.leave(ticket);
    }
}
