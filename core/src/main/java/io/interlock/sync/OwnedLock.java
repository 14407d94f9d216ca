package io.interlock.sync;

import io.interlock.internal.directory.Attachment;
import io.interlock.internal.directory.DirectoryEntry;
import io.interlock.internal.directory.Primitive;
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
abstract class OwnedLock extends Primitive implements Lock {

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
     * Takes a lock whose owner died, lets the caller repair what it guards, and frees it. Others wait meanwhile, as for
     * any owner. Whoever waits on one of the lock's conditions is woken within 250 ms after that.
     *
     * @param repair brings what the lock guards back to a consistent state; must not unlock. If it throws, or its thread
     *     dies, the lock stays as left by a dead owner, and the exception goes to the caller
     * @return true if the repair ran; false if there was no dead owner, as somebody else has recovered the lock already
     */
    public final boolean recover(Runnable repair) {
        Objects.requireNonNull(repair, "repair");
        return lock.takeOverAndRepair(lock.self(), repair);
    }

    /** True while some thread that lives holds the lock; only a moment's truth. */
    public final boolean isLocked() {
        return lock.isLocked();
    }

    /** True if the calling thread holds the lock. */
    public final boolean isHeldByCurrentThread() {
        return lock.isHeldBy(lock.self());
    }

    /** True while the lock is left by a dead owner and nobody has taken it over. */
    public final boolean isAbandoned() {
        region.requireOpen();
        return lock.isAbandoned();
    }

    /**
     * How often the lock was taken over from a dead owner, since its creation. A taker that itself dies within its first
     * instructions may be missing.
     */
    public final long abandonedCount() {
        region.requireOpen();
        return lock.takenOver();
    }

    /** What its creator chose. */
    public final OnOwnerDeath onOwnerDeath() {
        return lock.onOwnerDeath();
    }

    /** The name under which the region knows it. */
    public final String name() {
        return name;
    }

    /**
     * The condition of this name of this lock, in every process the same; created by the first who asks.
     *
     * @param conditionName the empty one is that of {@link #newCondition}; the region keeps it as
     *     {@code lock.condition(name)}, which has to fit into a name of 255 bytes
     */
    public final ShmCondition condition(String conditionName) {
        return ShmCondition.of(region, this, name, conditionName, lock);
    }

    /**
     * The lock's one condition without a name: unlike that of {@code java.util.concurrent}, the same at each call and in
     * every process. For more than one, see {@link #condition}.
     */
    @Override
    public final ShmCondition newCondition() {
        return ShmCondition.of(region, this, name, "", lock);
    }
}
