package io.interlock;

import io.interlock.memory.Attachment;
import io.interlock.sync.OnHolderDeath;
import io.interlock.sync.OnOwnerDeath;
import io.interlock.sync.ShmBarrier;
import io.interlock.sync.ShmBoundedSemaphore;
import io.interlock.sync.ShmEvent;
import io.interlock.sync.ShmLatch;
import io.interlock.sync.ShmLock;
import io.interlock.sync.ShmReadWriteLock;
import io.interlock.sync.ShmReentrantLock;
import io.interlock.sync.ShmSemaphore;

/** The methods of {@link Region} that return primitives of package {@code io.interlock.sync}. */
abstract class RegionSync extends RegionValues {

    RegionSync(Attachment attachment) {
        super(attachment);
    }

    /**
     * Returns the lock of this name, with {@link OnOwnerDeath#FAIL}: if its owner dies, {@link ShmLock#recover} frees
     * it.
     *
     * @param name the name in the region, at most 255 bytes of UTF-8
     * @return the lock
     * @throws PrimitiveMismatchException if the name belongs to another type, or to a lock with another choice
     * @throws RegionFullException if the lock is new and does not fit
     */
    public ShmLock lock(String name) {
        return lock(name, OnOwnerDeath.FAIL);
    }

    /**
     * Returns the lock of this name.
     *
     * @param name the name in the region, at most 255 bytes of UTF-8
     * @param onOwnerDeath what the next thread gets when the owner dies with the lock
     * @return the lock
     * @throws PrimitiveMismatchException if the name belongs to another type, or to a lock with another choice
     * @throws RegionFullException if the lock is new and does not fit
     */
    public ShmLock lock(String name, OnOwnerDeath onOwnerDeath) {
        return attachment.primitive(ShmLock.class, name, onOwnerDeath);
    }

    /**
     * Returns the reentrant lock of this name, with {@link OnOwnerDeath#FAIL}: if its owner dies, {@link
     * ShmReentrantLock#recover} frees it.
     *
     * @param name the name in the region, at most 255 bytes of UTF-8
     * @return the lock
     * @throws PrimitiveMismatchException if the name belongs to another type, or to a lock with another choice
     * @throws RegionFullException if the lock is new and does not fit
     */
    public ShmReentrantLock reentrantLock(String name) {
        return reentrantLock(name, OnOwnerDeath.FAIL);
    }

    /**
     * Returns the reentrant lock of this name.
     *
     * @param name the name in the region, at most 255 bytes of UTF-8
     * @param onOwnerDeath what the next thread gets when the owner dies with the lock
     * @return the lock
     * @throws PrimitiveMismatchException if the name belongs to another type, or to a lock with another choice
     * @throws RegionFullException if the lock is new and does not fit
     */
    public ShmReentrantLock reentrantLock(String name, OnOwnerDeath onOwnerDeath) {
        return attachment.primitive(ShmReentrantLock.class, name, onOwnerDeath);
    }

    /**
     * Returns the read-write lock of this name, with {@link OnOwnerDeath#FAIL}: if a writer dies, {@link
     * ShmReadWriteLock#recover} frees the lock.
     *
     * @param name the name in the region, at most 255 bytes of UTF-8
     * @return the pair of locks
     * @throws PrimitiveMismatchException if the name belongs to another type, or to a lock with another choice
     * @throws RegionFullException if the lock is new and does not fit
     */
    public ShmReadWriteLock readWriteLock(String name) {
        return readWriteLock(name, OnOwnerDeath.FAIL);
    }

    /**
     * Returns the read-write lock of this name.
     *
     * @param name the name in the region, at most 255 bytes of UTF-8
     * @param onOwnerDeath what the next thread gets when a writer dies with the lock
     * @return the pair of locks
     * @throws PrimitiveMismatchException if the name belongs to another type, or to a lock with another choice
     * @throws RegionFullException if the lock is new and does not fit
     */
    public ShmReadWriteLock readWriteLock(String name, OnOwnerDeath onOwnerDeath) {
        return attachment.primitive(ShmReadWriteLock.class, name, onOwnerDeath);
    }

    /**
     * Returns the event of this name. A new event is clear.
     *
     * @param name the name in the region, at most 255 bytes of UTF-8
     * @return the event
     * @throws PrimitiveMismatchException if the name belongs to another type
     * @throws RegionFullException if the event is new and does not fit
     */
    public ShmEvent event(String name) {
        return attachment.primitive(ShmEvent.class, name, ShmEvent.class);
    }

    /**
     * Returns the latch of this name.
     *
     * @param name the name in the region, at most 255 bytes of UTF-8
     * @param count the number of calls of {@code countDown} that open the latch, at least 0
     * @return the latch
     * @throws IllegalArgumentException if the count is negative
     * @throws PrimitiveMismatchException if the name belongs to another type, or to a latch with another initial count
     * @throws RegionFullException if the latch is new and does not fit
     */
    public ShmLatch latch(String name, long count) {
        return attachment.primitive(ShmLatch.class, name, count);
    }

    /**
     * Returns the semaphore of this name.
     *
     * @param name the name in the region, at most 255 bytes of UTF-8
     * @param permits the initial number of permits. It may be negative: then that many releases must precede the first
     *     acquisition
     * @return the semaphore
     * @throws PrimitiveMismatchException if the name belongs to another type, or to a semaphore with another initial
     *     number
     * @throws RegionFullException if the semaphore is new and does not fit
     */
    public ShmSemaphore semaphore(String name, int permits) {
        return attachment.primitive(ShmSemaphore.class, name, permits);
    }

    /**
     * Returns the bounded semaphore of this name, with {@link OnHolderDeath#KEEP}: permits of a process that dies stay
     * acquired.
     *
     * @param name the name in the region, at most 255 bytes of UTF-8
     * @param permits the initial and maximum number of permits, at least 1
     * @return the semaphore
     * @throws IllegalArgumentException if the number is less than 1
     * @throws PrimitiveMismatchException if the name belongs to another type, or to a semaphore with other choices
     * @throws RegionFullException if the semaphore is new and does not fit
     */
    public ShmBoundedSemaphore boundedSemaphore(String name, int permits) {
        return boundedSemaphore(name, permits, OnHolderDeath.KEEP);
    }

    /**
     * Returns the bounded semaphore of this name.
     *
     * @param name the name in the region, at most 255 bytes of UTF-8
     * @param permits the initial and maximum number of permits, at least 1
     * @param onHolderDeath whether the permits of a process that dies stay acquired or return
     * @return the semaphore
     * @throws IllegalArgumentException if the number is less than 1
     * @throws PrimitiveMismatchException if the name belongs to another type, or to a semaphore with other choices
     * @throws RegionFullException if the semaphore is new and does not fit
     */
    public ShmBoundedSemaphore boundedSemaphore(String name, int permits, OnHolderDeath onHolderDeath) {
        return attachment.primitive(
                ShmBoundedSemaphore.class, name, new ShmBoundedSemaphore.Config(permits, onHolderDeath));
    }

    /**
     * Returns the barrier of this name.
     *
     * @param name the name in the region, at most 255 bytes of UTF-8
     * @param parties the number of threads that must arrive before all of them continue, at least 1
     * @return the barrier
     * @throws IllegalArgumentException if the number is out of range
     * @throws PrimitiveMismatchException if the name belongs to another type, or to a barrier with another number of
     *     parties
     * @throws RegionFullException if the barrier is new and does not fit
     */
    public ShmBarrier barrier(String name, int parties) {
        return attachment.primitive(ShmBarrier.class, name, parties);
    }

    /**
     * Returns the barrier of this name with an action. If the last thread to arrive came through the returned object,
     * it runs the action before all parties continue.
     *
     * @param name the name in the region, at most 255 bytes of UTF-8
     * @param parties the number of threads that must arrive before all of them continue, at least 1
     * @param action runs in the last thread to arrive; see {@link ShmBarrier#withAction}
     * @return the barrier
     * @throws IllegalArgumentException if the number is out of range
     * @throws PrimitiveMismatchException if the name belongs to another type, or to a barrier with another number of
     *     parties
     * @throws RegionFullException if the barrier is new and does not fit
     */
    public ShmBarrier barrier(String name, int parties, Runnable action) {
        return barrier(name, parties).withAction(action);
    }
}
