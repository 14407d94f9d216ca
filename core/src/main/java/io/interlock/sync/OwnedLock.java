package io.interlock.sync;

import io.interlock.internal.directory.Attachment;
import io.interlock.internal.directory.DirectoryEntry;
import io.interlock.internal.directory.PrimitiveType;
import io.interlock.internal.format.Kind;
import io.interlock.internal.format.LockLayout;
import io.interlock.internal.format.Owner;
import io.interlock.internal.lock.LocalHold;
import io.interlock.internal.lock.OpenedLock;
import io.interlock.internal.lock.RobustLock;
import java.nio.ByteBuffer;
import java.util.Objects;
import java.util.concurrent.locks.Lock;

/**
 * What {@link ShmLock} and {@link ShmReentrantLock} share: an {@link OpenedLock}, found by name, with recovery and conditions. What they do
 * about an owner that comes again differs.
 */
@SuppressWarnings("serial") // travels as a handle
abstract class OwnedLock extends SyncPrimitive implements Lock {

    final OpenedLock lock;

    /** The lock's words and its hold, a load nearer for the fast paths. */
    private final ByteBuffer words;

    final LocalHold here;
    private final Attachment region;
    private final String name;

    /** How a lock with an owner stands in a region; the configuration is what happens when that owner dies. */
    static <T extends OwnedLock> PrimitiveType<T, OnOwnerDeath> type(
            Kind kind, PrimitiveType.Constructor<T, OnOwnerDeath> constructor) {
        return PrimitiveType.zeroed(kind, LockLayout.BYTES, onOwnerDeath -> "onOwnerDeath=" + onOwnerDeath, constructor)
                .inspectedBy(RobustLock::inspect);
    }

    OwnedLock(Attachment region, DirectoryEntry entry, OnOwnerDeath onOwnerDeath) {
        super(region, entry.name());
        this.region = region;
        this.name = entry.name();
        this.lock = new OpenedLock(
                region,
                entry.body(),
                entry.heldHere(),
                onOwnerDeath,
                region.file().where() + " lock=" + name);
        this.words = lock.words();
        this.here = lock.here();
    }

    final boolean takeFree(Owner me) {
        return RobustLock.takeFree(words, here, me);
    }

    final void releaseFree() {
        lock.releaseFree(words, here);
    }

    /**
     * Acquires a lock whose owner died, runs a repair, and releases the lock. Other threads wait meanwhile, as for any
     * owner. Threads that wait on one of the lock's conditions are woken within 250 ms after the repair.
     *
     * @param repair brings the data that the lock guards back to a consistent state; must not unlock. If it throws, or
     *     its thread dies, the lock stays abandoned, and the exception goes to the caller
     * @return true if the repair ran; false if there was no dead owner, for example because another thread has recovered
     *     the lock already
     */
    public final boolean recover(Runnable repair) {
        Objects.requireNonNull(repair, "repair");
        return lock.takeOverAndRepair(lock.self(), repair);
    }

    /**
     * Returns whether a living thread holds the lock. The answer may be outdated when the method returns.
     *
     * @return true if the lock is held
     */
    public final boolean isLocked() {
        return lock.isLocked();
    }

    /**
     * Returns whether the calling thread holds the lock.
     *
     * @return true if it does
     */
    public final boolean isHeldByCurrentThread() {
        return lock.isHeldBy(lock.self());
    }

    /**
     * Returns whether the lock's owner has died and no thread has taken the lock over.
     *
     * @return true if the lock is abandoned
     */
    public final boolean isAbandoned() {
        region.requireOpen();
        return lock.isAbandoned();
    }

    /**
     * Returns how often the lock was taken over from a dead owner since its creation. A take-over whose thread dies
     * within its first instructions may be missing.
     *
     * @return the number of take-overs
     */
    public final long abandonedCount() {
        region.requireOpen();
        return lock.takenOver();
    }

    /**
     * Returns what happens when an owner dies, as the lock's creator has chosen.
     *
     * @return the policy
     */
    public final OnOwnerDeath onOwnerDeath() {
        return lock.onOwnerDeath();
    }

    /**
     * Returns the name in the region.
     *
     * @return the name
     */
    public final String name() {
        return name;
    }

    /**
     * Returns the condition of this lock with the given name, which is the same in every process. Creates it if it does
     * not exist.
     *
     * @param conditionName the name; the empty name is that of {@link #newCondition}. The region keeps it as {@code
     *     lock.condition(name)}, which must fit into 255 bytes
     * @return the condition
     */
    public final ShmCondition condition(String conditionName) {
        return ShmCondition.of(region, this, name, conditionName, lock);
    }

    /**
     * Returns the lock's condition without a name. Unlike in {@code java.util.concurrent}, it is the same at each call
     * and in every process. For more than one condition, see {@link #condition}.
     *
     * @return the condition
     */
    @Override
    public final ShmCondition newCondition() {
        return ShmCondition.of(region, this, name, "", lock);
    }
}
