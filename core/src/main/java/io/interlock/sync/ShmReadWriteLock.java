package io.interlock.sync;

import io.interlock.OwnerDiedException;
import io.interlock.RegionClosedException;
import io.interlock.internal.access.MappedMemory;
import io.interlock.internal.directory.Attachment;
import io.interlock.internal.directory.DirectoryEntry;
import io.interlock.internal.directory.Primitive;
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
 * A pair of locks shared by every process that opens the same region: many read, or one writes; method names and meaning of
 * {@link java.util.concurrent.locks.ReentrantReadWriteLock}. From {@link io.interlock.Region#readWriteLock(String)}.
 *
 * <p><b>Owner:</b> the locking thread, of either lock. Both are reentrant. A writer may take the read lock as well and give
 * the write lock back first (downgrade); a reader that asks for the write lock would wait for itself, and gets
 * {@link IllegalMonitorStateException}.
 *
 * <p><b>Threads:</b> safe for any threads of any processes. Up to 512 threads read at once; those beyond wait.
 *
 * <p><b>Memory:</b> what a thread did before {@code unlock} of the write lock is visible to who takes either lock after
 * that; what a reader has read, no later writer changed before; pairs [LOCK] and [READ].
 *
 * <p><b>Progress:</b> reading uncontended: one compare-and-set in a cell of the thread's own, one store; readers do not slow
 * one another down. Writers go first: once one waits, readers that come wait. A reader that has slept and finds the next
 * writer in its way passes before any writer that asks after that, so neither side starves. Short spins that adapt, then
 * sleep. An interrupt is seen within 50 ms.
 *
 * <p><b>Death:</b> a reader that dies no longer counts; writers that sleep are told at once. A writer that dies, even while
 * it still waits for readers to leave, leaves the lock to {@link #recover}, or to the next, as {@link OnOwnerDeath} says:
 * until then both locks throw {@link OwnerDiedException}.
 *
 * <p><b>Errors:</b> {@link RegionClosedException} after the region was closed; {@link IllegalMonitorStateException} for an
 * unlock of what the thread does not hold.
 *
 * <p><b>Size:</b> 4,352 bytes, and its name.
 */
@SuppressWarnings({"exports", "serial"}) // travels as a handle
public final class ShmReadWriteLock extends Primitive implements ReadWriteLock {

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

    /** The lock that many threads hold at once. */
    @Override
    public ReadLock readLock() {
        return readLock;
    }

    /** The lock that one thread holds, while nobody reads. */
    @Override
    public WriteLock writeLock() {
        return writeLock;
    }

    /**
     * Takes the write lock from a writer that died, lets the caller repair what it guards, and frees it; see
     * {@link ShmLock#recover}.
     *
     * @return true if the repair ran; false if there was no dead writer
     * @throws IllegalMonitorStateException if the calling thread holds the read lock, for which it would wait
     */
    public boolean recover(Runnable repair) {
        Objects.requireNonNull(repair, "repair");
        return state.recover(repair);
    }

    /** True while some thread that lives holds the write lock, or has it and waits for readers; only a moment's truth. */
    public boolean isWriteLocked() {
        return state.gate().isLocked();
    }

    /** True if the calling thread holds the write lock. */
    public boolean isWriteLockedByCurrentThread() {
        OpenedLock gate = state.gate();
        return gate.isHeldBy(gate.self());
    }

    /** How many threads hold the read lock; only a moment's truth. */
    public int getReadLockCount() {
        region.requireOpen();
        return state.readers();
    }

    /** How often the calling thread holds the read lock. */
    public int getReadHoldCount() {
        return state.readHolds();
    }

    /** How often the calling thread holds the write lock. */
    public int getWriteHoldCount() {
        return state.writeHolds();
    }

    /** True while the lock is left by a dead writer and nobody has taken it over. */
    public boolean isAbandoned() {
        region.requireOpen();
        return state.gate().isAbandoned();
    }

    /** How often the write lock was taken over from a dead writer, since its creation. */
    public long abandonedCount() {
        region.requireOpen();
        return state.gate().takenOver();
    }

    /** What its creator chose. */
    public OnOwnerDeath onOwnerDeath() {
        return state.gate().onOwnerDeath();
    }

    /** The name under which the region knows it. */
    public String name() {
        return name;
    }

    private static InvalidObjectException travelsOtherwise() {
        return new InvalidObjectException(
                "a read or write lock travels as its ShmReadWriteLock; the stream is damaged");
    }

    /** One of the two locks, on its way to another process. */
    private record Side(ShmReadWriteLock both, boolean isRead) implements Serializable {

        @Serial
        private Object readResolve() {
            return isRead ? both.readLock() : both.writeLock();
        }
    }

    /** For reading; see {@link ShmReadWriteLock}. */
    @SuppressWarnings("serial") // travels as a handle
    public final class ReadLock implements Lock, Serializable {

        private ReadLock() {}

        /**
         * Takes the read lock, once more where the calling thread has it, waiting for writers as long as it takes.
         *
         * @throws OwnerDiedException if a writer died with the lock, unless {@link OnOwnerDeath#HAND_OVER}
         */
        @Override
        public void lock() {
            state.lockRead();
        }

        /** As {@link #lock}, but gives up when the thread is interrupted, within 50 ms. */
        @Override
        public void lockInterruptibly() throws InterruptedException {
            if (Thread.interrupted()) {
                throw new InterruptedException();
            }
            state.lockRead(Long.MAX_VALUE);
        }

        /** Takes the read lock if no writer has it, waits for it, or tries it at the same moment. */
        @Override
        public boolean tryLock() {
            return state.tryLockRead();
        }

        /**
         * Takes the read lock if it can be had in time.
         *
         * @param time how long to wait at most; zero or less does not wait
         */
        @Override
        public boolean tryLock(long time, TimeUnit unit) throws InterruptedException {
            if (Thread.interrupted()) {
                throw new InterruptedException();
            }
            return state.lockRead(unit.toNanos(time));
        }

        /**
         * Undoes one {@code lock}; the last one lets a writer in.
         *
         * @throws IllegalMonitorStateException if the calling thread does not hold it; nothing changes then
         */
        @Override
        public void unlock() {
            state.unlockRead();
        }

        /** Not offered, as by {@code ReentrantReadWriteLock}: many hold this lock. */
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
            throw travelsOtherwise();
        }
    }

    /** For writing; see {@link ShmReadWriteLock}. */
    @SuppressWarnings("serial") // travels as a handle
    public final class WriteLock implements Lock, Serializable {

        private WriteLock() {}

        /**
         * Takes the write lock, once more where the calling thread has it, waiting for readers and writers as long as it
         * takes.
         *
         * @throws IllegalMonitorStateException if the calling thread holds the read lock, for which it would wait
         * @throws OwnerDiedException if a writer died with the lock, unless {@link OnOwnerDeath#HAND_OVER}
         */
        @Override
        public void lock() {
            state.lockWrite();
        }

        /** As {@link #lock}, but gives up when the thread is interrupted, within 50 ms. */
        @Override
        public void lockInterruptibly() throws InterruptedException {
            if (Thread.interrupted()) {
                throw new InterruptedException();
            }
            state.lockWrite(Long.MAX_VALUE);
        }

        /** Takes the write lock if nobody reads or writes, and no reader has its turn. */
        @Override
        public boolean tryLock() {
            return state.tryLockWrite();
        }

        /**
         * Takes the write lock if it can be had in time.
         *
         * @param time how long to wait at most; zero or less does not wait
         * @throws IllegalMonitorStateException if the calling thread holds the read lock
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
         * Undoes one {@code lock}; the last one lets readers and writers in.
         *
         * @throws IllegalMonitorStateException if the calling thread does not hold it; nothing changes then
         */
        @Override
        public void unlock() {
            state.gate().releaseOnce();
        }

        /**
         * The condition of this name; see {@link ShmLock#condition}. Who holds the read lock as well cannot wait on it: it
         * could not take the write lock back, and gets {@link IllegalMonitorStateException}.
         */
        public ShmCondition condition(String conditionName) {
            return ShmCondition.of(region, ShmReadWriteLock.this, name(), conditionName, state);
        }

        /** The lock's one condition without a name; see {@link ShmLock#newCondition}. */
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
            throw travelsOtherwise();
        }
    }
}
