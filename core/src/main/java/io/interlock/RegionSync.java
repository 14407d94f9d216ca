package io.interlock;

import io.interlock.internal.directory.Attachment;
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

/** What a {@link Region} hands out of package {@code io.interlock.sync}, by name. */
abstract class RegionSync extends RegionValues {

    RegionSync(Attachment attachment) {
        super(attachment);
    }

    /** The lock of this name; who holds it and dies leaves it to {@link ShmLock#recover}. */
    public ShmLock lock(String name) {
        return lock(name, OnOwnerDeath.FAIL);
    }

    /**
     * The lock of this name.
     *
     * @throws PrimitiveMismatchException if the name is another type's, or was created with another choice
     * @throws RegionFullException if it is new and does not fit
     */
    public ShmLock lock(String name, OnOwnerDeath onOwnerDeath) {
        return attachment.primitive(ShmLock.class, name, onOwnerDeath);
    }

    /** The reentrant lock of this name; who holds it and dies leaves it to {@link ShmReentrantLock#recover}. */
    public ShmReentrantLock reentrantLock(String name) {
        return reentrantLock(name, OnOwnerDeath.FAIL);
    }

    /**
     * The reentrant lock of this name.
     *
     * @throws PrimitiveMismatchException if the name is another type's, or was created with another choice
     * @throws RegionFullException if it is new and does not fit
     */
    public ShmReentrantLock reentrantLock(String name, OnOwnerDeath onOwnerDeath) {
        return attachment.primitive(ShmReentrantLock.class, name, onOwnerDeath);
    }

    /** The read-write lock of this name; who dies writing leaves it to {@link ShmReadWriteLock#recover}. */
    public ShmReadWriteLock readWriteLock(String name) {
        return readWriteLock(name, OnOwnerDeath.FAIL);
    }

    /**
     * The read-write lock of this name.
     *
     * @throws PrimitiveMismatchException if the name is another type's, or was created with another choice
     * @throws RegionFullException if it is new and does not fit
     */
    public ShmReadWriteLock readWriteLock(String name, OnOwnerDeath onOwnerDeath) {
        return attachment.primitive(ShmReadWriteLock.class, name, onOwnerDeath);
    }

    /**
     * The event of this name; new, it is clear.
     *
     * @throws PrimitiveMismatchException if the name is another type's
     * @throws RegionFullException if it is new and does not fit
     */
    public ShmEvent event(String name) {
        return attachment.primitive(ShmEvent.class, name, ShmEvent.class);
    }

    /**
     * The latch of this name.
     *
     * @param count how often it has to be counted down, at least 0; all who attach say the same
     * @throws IllegalArgumentException if the count is negative
     * @throws PrimitiveMismatchException if the name is another type's, or was created with another count
     * @throws RegionFullException if it is new and does not fit
     */
    public ShmLatch latch(String name, long count) {
        return attachment.primitive(ShmLatch.class, name, count);
    }

    /**
     * The semaphore of this name.
     *
     * @param permits how many it has at first; negative: as many releases come before the first acquisition. All who
     *     attach say the same
     * @throws PrimitiveMismatchException if the name is another type's, or was created with another number
     * @throws RegionFullException if it is new and does not fit
     */
    public ShmSemaphore semaphore(String name, int permits) {
        return attachment.primitive(ShmSemaphore.class, name, permits);
    }

    /** The bounded semaphore of this name; the permits of a process that dies stay acquired. */
    public ShmBoundedSemaphore boundedSemaphore(String name, int permits) {
        return boundedSemaphore(name, permits, OnHolderDeath.KEEP);
    }

    /**
     * The bounded semaphore of this name.
     *
     * @param permits how many it has at first and at most, at least 1; all who attach say the same
     * @throws PrimitiveMismatchException if the name is another type's, or was created otherwise
     * @throws RegionFullException if it is new and does not fit
     */
    public ShmBoundedSemaphore boundedSemaphore(String name, int permits, OnHolderDeath onHolderDeath) {
        return attachment.primitive(
                ShmBoundedSemaphore.class, name, new ShmBoundedSemaphore.Config(permits, onHolderDeath));
    }

    /**
     * The barrier of this name.
     *
     * @param parties how many have to arrive before all go on, at least 1; all who attach say the same
     */
    public ShmBarrier barrier(String name, int parties) {
        return attachment.primitive(ShmBarrier.class, name, parties);
    }

    /** The barrier of this name; when the last to arrive came through this object, it runs the action first. */
    public ShmBarrier barrier(String name, int parties, Runnable action) {
        return barrier(name, parties).withAction(action);
    }
}
