package io.interlock.sync;

import io.interlock.OwnerDiedException;
import io.interlock.RegionClosedException;
import io.interlock.internal.access.MappedMemory;
import io.interlock.internal.directory.Attachment;
import io.interlock.internal.directory.DirectoryEntry;
import io.interlock.internal.directory.PrimitiveType;
import io.interlock.internal.format.Kind;
import io.interlock.internal.format.LockLayout;
import io.interlock.internal.format.ReadWriteLayout;
import io.interlock.internal.lock.OpenedLock;
import io.interlock.internal.lock.RobustLock;
import io.interlock.internal.rwlock.ReadWriteState;
import io.interlock.internal.rwlock.ReaderSlots;
import io.interlock.internal.thread.Inspection;
import java.io.InvalidObjectException;
import java.io.ObjectInputStream;
import java.io.Serial;
import java.io.Serializable;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReadWriteLock;

/**
 * A pair of locks shared by all processes that open the same region: many threads read, or one writes. Method names and
 * semantics are those of {@link java.util.concurrent.locks.ReentrantReadWriteLock}. Obtained from {@link
 * io.interlock.Region#readWriteLock(String)}.
 *
 * <pre>{@code
 * ShmReadWriteLock lock = region.readWriteLock("prices");
 * ShmDouble price = region.doubleValue("price");
 * lock.writeLock().lock();
 * try {
 *     price.setPlain(9.5);
 *     lock.readLock().lock(); // downgrade: keep reading what was written
 * } finally {
 *     lock.writeLock().unlock();
 * }
 * System.out.println(price.getPlain());
 * lock.readLock().unlock();
 * }</pre>
 *
 * <p><b>Owner:</b> the locking thread, for both locks. Both are reentrant. A writer may also acquire the read lock and
 * then release the write lock (downgrade). A reader that asks for the write lock would deadlock and gets {@link
 * IllegalMonitorStateException}.
 *
 * <p><b>Threads:</b> safe for use by many threads and processes. At most 512 threads read at the same time; further
 * readers wait.
 *
 * <p><b>Memory:</b> an {@code unlock} of the write lock happens-before every later {@code lock} of either lock. An
 * {@code unlock} of the read lock happens-before every later {@code lock} of the write lock. Both hold in any process.
 *
 * <p><b>Progress:</b> an uncontended read is one compare-and-set in a slot of the reading thread and one store, so
 * readers do not slow one another down. Writers have preference: while a writer waits, arriving readers wait. A reader
 * that has slept and finds another writer before it goes ahead of all writers that arrive later, so neither side
 * starves. Waiters spin adaptively and then sleep. An interrupt takes effect within 250 ms.
 *
 * <p><b>Death:</b> a dead reader no longer counts, and sleeping writers are notified at once. If a writer dies, also
 * while it still waits for readers to leave, {@link OnOwnerDeath} applies: both locks throw {@link OwnerDiedException}
 * until a thread calls {@link #recover}, or the next thread gets the lock.
 *
 * <p><b>Errors:</b> {@link RegionClosedException} after the region was closed; {@link IllegalMonitorStateException} if
 * a thread unlocks a lock that it does not hold.
 *
 * <p><b>Algorithm:</b> reader slots as in BRAVO, by Dave Dice and Alex Kogan, "BRAVO: Biased Locking for Reader-Writer
 * Locks" (2019), and {@link ShmReentrantLock} among the writers.
 *
 * <p><b>Size:</b> 4,352 bytes and the name.
 */
@SuppressWarnings({"exports", "serial"}) // is serialized as a handle
public final class ShmReadWriteLock extends SyncPrimitive implements ReadWriteLock {

    static {
        PrimitiveType.register(
                ShmReadWriteLock.class,
                PrimitiveType.<ShmReadWriteLock, OnOwnerDeath>zeroed(
                                Kind.READ_WRITE_LOCK,
                                ReadWriteLayout.BYTES,
                                onOwnerDeath -> "onOwnerDeath=" + onOwnerDeath,
                                ShmReadWriteLock::new)
                        .inspectedBy(ShmReadWriteLock::inspect));
    }

    private final Attachment region;
    private final String name;
    private final ReadWriteState state;
    private final ReadLock readLock = new ReadLock();
    private final WriteLock writeLock = new WriteLock();

    private ShmReadWriteLock(Attachment region, DirectoryEntry entry, OnOwnerDeath onOwnerDeath) {
        super(region, entry.name());
        this.region = region;
        this.name = entry.name();
        String where = region.file().where() + " lock=" + name;
        this.state = new ReadWriteState(
                region, entry, new OpenedLock(region, entry.body(), entry.heldHere(), onOwnerDeath, where));
    }

    private static void inspect(MappedMemory memory, Inspection into) {
        RobustLock.inspect(memory.slice(ReadWriteLayout.WRITER, LockLayout.BYTES), into);
        ReaderSlots.inspect(memory, into);
    }

    /**
     * Returns the lock that many threads may hold at the same time.
     *
     * @return the read lock, always the same object
     */
    @Override
    public ReadLock readLock() {
        return readLock;
    }

    /**
     * Returns the lock that one thread holds while no other thread reads.
     *
     * @return the write lock, always the same object
     */
    @Override
    public WriteLock writeLock() {
        return writeLock;
    }

    /**
     * Takes the lock from a dead writer, runs the repair, and releases the lock; see {@link ShmLock#recover}.
     *
     * @param repair brings the guarded data back to a consistent state. If it throws, the lock stays abandoned and the
     *     exception propagates
     * @return true if the repair ran; false if there was no dead writer
     * @throws IllegalMonitorStateException if the calling thread holds the read lock, which would be a deadlock
     * @throws RegionClosedException if the region is closed
     */
    public boolean recover(Runnable repair) {
        Objects.requireNonNull(repair, "repair");
        return state.recover(repair);
    }

    /**
     * Tells whether a living thread holds the write lock, or has claimed it and waits for readers to leave. The answer
     * describes one moment.
     *
     * @return true if there is such a thread
     */
    public boolean isWriteLocked() {
        return state.gate().isLocked();
    }

    /**
     * Tells whether the calling thread holds the write lock.
     *
     * @return true if it does
     */
    public boolean isWriteLockedByCurrentThread() {
        OpenedLock gate = state.gate();
        return gate.isHeldBy(gate.self());
    }

    /**
     * Returns the number of threads that hold the read lock at this moment.
     *
     * @return the number of readers
     * @throws RegionClosedException if the region is closed
     */
    public int getReadLockCount() {
        region.requireOpen();
        return state.readers();
    }

    /**
     * Returns the number of times that the calling thread has acquired the read lock without releasing it.
     *
     * @return the hold count; 0 if the calling thread does not hold the read lock
     */
    public int getReadHoldCount() {
        return state.readHolds();
    }

    /**
     * Returns the number of times that the calling thread has acquired the write lock without releasing it.
     *
     * @return the hold count; 0 if the calling thread does not hold the write lock
     */
    public int getWriteHoldCount() {
        return state.writeHolds();
    }

    /**
     * Tells whether a writer died with the lock and no thread has taken it over.
     *
     * @return true if the lock is abandoned
     * @throws RegionClosedException if the region is closed
     */
    public boolean isAbandoned() {
        region.requireOpen();
        return state.gate().isAbandoned();
    }

    /**
     * Returns the number of times that the write lock was taken over from a dead writer since its creation.
     *
     * @return the number of takeovers
     * @throws RegionClosedException if the region is closed
     */
    public long abandonedCount() {
        region.requireOpen();
        return state.gate().takenOver();
    }

    /**
     * Returns the choice of the creator.
     *
     * @return what the next thread gets when a writer dies with the lock
     */
    public OnOwnerDeath onOwnerDeath() {
        return state.gate().onOwnerDeath();
    }

    /**
     * Returns the name in the region.
     *
     * @return the name
     */
    public String name() {
        return name;
    }

    private static InvalidObjectException serializedOtherwise() {
        return new InvalidObjectException(
                "a read or write lock is serialized as its ShmReadWriteLock; the stream is damaged");
    }

    /** The serialized form of one of the two locks. */
    private record Side(ShmReadWriteLock both, boolean isRead) implements Serializable {

        @Serial
        private Object readResolve() {
            return isRead ? both.readLock() : both.writeLock();
        }
    }

    /**
     * The read lock of a {@link ShmReadWriteLock}. It can be held by up to 512 threads at the same time, and is
     * reentrant.
     *
     * <pre>{@code
     * ShmReadWriteLock.ReadLock read = region.readWriteLock("prices").readLock();
     * read.lock();
     * try {
     *     System.out.println(region.doubleValue("price").getPlain());
     * } finally {
     *     read.unlock();
     * }
     * }</pre>
     */
    @SuppressWarnings("serial") // is serialized as a handle
    public final class ReadLock implements Lock, Serializable {

        private ReadLock() {}

        /**
         * Acquires the read lock and waits for writers as long as necessary. If the calling thread holds the lock, its
         * hold count increases.
         *
         * @throws OwnerDiedException if a writer died with the lock, unless it was created with {@link
         *     OnOwnerDeath#HAND_OVER}
         * @throws RegionClosedException if the region is closed, or is closed during the wait
         */
        @Override
        public void lock() {
            state.lockRead();
        }

        /**
         * Acquires the read lock like {@link #lock}, unless the thread is interrupted.
         *
         * @throws InterruptedException if the thread is interrupted, within 250 ms; the lock is not acquired
         * @throws OwnerDiedException as for {@link #lock}
         */
        @Override
        public void lockInterruptibly() throws InterruptedException {
            if (Thread.interrupted()) {
                throw new InterruptedException();
            }
            state.lockRead(Long.MAX_VALUE);
        }

        /**
         * Acquires the read lock if no writer holds it or waits for it. Does not wait.
         *
         * @return false if a writer holds the lock, waits for it, or tries to acquire it at the same moment
         * @throws OwnerDiedException as for {@link #lock}
         */
        @Override
        public boolean tryLock() {
            return state.tryLockRead();
        }

        /**
         * Acquires the read lock if that is possible within the given time.
         *
         * @param time the maximum time to wait; zero or less does not wait
         * @param unit the unit of {@code time}
         * @return false if the time elapsed first
         * @throws InterruptedException if the thread is interrupted, within 250 ms; the lock is not acquired
         * @throws OwnerDiedException as for {@link #lock}
         */
        @Override
        public boolean tryLock(long time, TimeUnit unit) throws InterruptedException {
            if (Thread.interrupted()) {
                throw new InterruptedException();
            }
            return state.lockRead(unit.toNanos(time));
        }

        /**
         * Decreases the hold count. At zero, releases the read lock; a waiting writer may then get the lock.
         *
         * @throws IllegalMonitorStateException if the calling thread does not hold the read lock; nothing changes
         */
        @Override
        public void unlock() {
            state.unlockRead();
        }

        /**
         * Not supported, as in {@code ReentrantReadWriteLock}, because many threads hold this lock.
         *
         * @return never
         * @throws UnsupportedOperationException always
         */
        @Override
        public ShmCondition newCondition() {
            throw new UnsupportedOperationException(
                    state.gate().where() + ": a read lock has no conditions; use those of the write lock");
        }

        @Override
        public String toString() {
            return "ReadLock of " + ShmReadWriteLock.this;
        }

        @Serial
        private Object writeReplace() {
            return new Side(ShmReadWriteLock.this, true);
        }

        @Serial
        private void readObject(ObjectInputStream in) throws InvalidObjectException {
            throw serializedOtherwise();
        }
    }

    /**
     * The write lock of a {@link ShmReadWriteLock}. One thread holds it, while no other thread reads. It is reentrant.
     *
     * <pre>{@code
     * ShmReadWriteLock.WriteLock write = region.readWriteLock("prices").writeLock();
     * write.lock();
     * try {
     *     region.doubleValue("price").setPlain(9.5);
     * } finally {
     *     write.unlock();
     * }
     * }</pre>
     */
    @SuppressWarnings("serial") // is serialized as a handle
    public final class WriteLock implements Lock, Serializable {

        private WriteLock() {}

        /**
         * Acquires the write lock and waits for readers and writers as long as necessary. If the calling thread holds
         * the lock, its hold count increases.
         *
         * @throws IllegalMonitorStateException if the calling thread holds the read lock, which would be a deadlock
         * @throws OwnerDiedException if a writer died with the lock, unless it was created with {@link
         *     OnOwnerDeath#HAND_OVER}
         * @throws RegionClosedException if the region is closed, or is closed during the wait
         */
        @Override
        public void lock() {
            state.lockWrite();
        }

        /**
         * Acquires the write lock like {@link #lock}, unless the thread is interrupted.
         *
         * @throws InterruptedException if the thread is interrupted, within 250 ms; the lock is not acquired
         * @throws OwnerDiedException as for {@link #lock}
         */
        @Override
        public void lockInterruptibly() throws InterruptedException {
            if (Thread.interrupted()) {
                throw new InterruptedException();
            }
            state.lockWrite(Long.MAX_VALUE);
        }

        /**
         * Acquires the write lock if no thread reads or writes. Does not wait.
         *
         * @return false if a thread reads or writes, or a reader that has waited goes first
         * @throws OwnerDiedException as for {@link #lock}
         */
        @Override
        public boolean tryLock() {
            return state.tryLockWrite();
        }

        /**
         * Acquires the write lock if that is possible within the given time.
         *
         * @param time the maximum time to wait; zero or less does not wait
         * @param unit the unit of {@code time}
         * @return false if the time elapsed first
         * @throws InterruptedException if the thread is interrupted, within 250 ms; the lock is not acquired
         * @throws IllegalMonitorStateException if the calling thread holds the read lock
         * @throws OwnerDiedException as for {@link #lock}
         */
        @Override
        public boolean tryLock(long time, TimeUnit unit) throws InterruptedException {
            long timeoutNs = unit.toNanos(time);
            if (Thread.interrupted()) {
                throw new InterruptedException();
            }
            return timeoutNs > 0 ? state.lockWrite(timeoutNs) : state.tryLockWrite();
        }

        /**
         * Decreases the hold count. At zero, releases the write lock; waiting readers and writers may then get the
         * lock.
         *
         * @throws IllegalMonitorStateException if the calling thread does not hold the write lock; nothing changes
         */
        @Override
        public void unlock() {
            state.gate().releaseOnce();
        }

        /**
         * Returns the condition of this name; see {@link ShmLock#condition}. A thread that also holds the read lock
         * cannot wait on it, because it could not reacquire the write lock: {@code await} throws {@link
         * IllegalMonitorStateException}.
         *
         * @param conditionName the condition's name within this lock; the empty name is that of {@link #newCondition}
         * @return the condition, the same in every process
         */
        public ShmCondition condition(String conditionName) {
            return ShmCondition.of(region, ShmReadWriteLock.this, name(), conditionName, state);
        }

        /**
         * Returns the lock's only condition without a name; see {@link ShmLock#newCondition}.
         *
         * @return the condition, the same at each call and in every process
         */
        @Override
        public ShmCondition newCondition() {
            return condition("");
        }

        @Override
        public String toString() {
            return "WriteLock of " + ShmReadWriteLock.this;
        }

        @Serial
        private Object writeReplace() {
            return new Side(ShmReadWriteLock.this, false);
        }

        @Serial
        private void readObject(ObjectInputStream in) throws InvalidObjectException {
            throw serializedOtherwise();
        }
    }
}
