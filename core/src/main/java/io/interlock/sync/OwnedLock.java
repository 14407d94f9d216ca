package io.interlock.sync;

import io.interlock.RegionClosedException;
import io.interlock.memory.Attachment;
import io.interlock.memory.Heap;
import io.interlock.memory.Kind;
import io.interlock.memory.LockLayout;
import io.interlock.memory.Owner;
import io.interlock.memory.PrimitiveType;
import java.lang.invoke.VarHandle;
import java.util.Objects;
import java.util.concurrent.locks.Lock;

/**
 * What {@link ShmLock} and {@link ShmReentrantLock} share beyond {@link Exclusion}: being found by name, finding the
 * calling thread's owner word fast, recovery, conditions. What they do about an owner that comes again differs.
 */
@SuppressWarnings("serial") // travels as a handle
abstract class OwnedLock extends Exclusion implements Lock {

    /** Replacing the cached owner at each miss would move the cache line among the threads of a process. */
    private static final int MISSES_PER_REPLACEMENT = 256;

    private final Attachment region;
    private final String name;

    /** The last thread that came here, which most often is the next: a lookup in a thread-local costs half a lock. */
    private Owner cached = Owner.NONE;

    private int misses;

    /** How a lock with an owner stands in a region; the configuration is what happens when that owner dies. */
    static <T extends OwnedLock> PrimitiveType<T, OnOwnerDeath> type(
            Kind kind, PrimitiveType.Constructor<T, OnOwnerDeath> constructor) {
        return PrimitiveType.zeroed(kind, LockLayout.BYTES, onOwnerDeath -> "onOwnerDeath=" + onOwnerDeath, constructor)
                .inspectedBy(Exclusion::inspect);
    }

    OwnedLock(Attachment region, Heap.Entry entry, OnOwnerDeath onOwnerDeath) {
        super(region, entry, onOwnerDeath);
        this.region = region;
        this.name = entry.name();
        region.onClose(() -> cached = Owner.NONE);
        region.onForget(() -> cached = Owner.NONE);
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
        return takeOverAndRepair(self(), repair);
    }

    /** True while some thread that lives holds the lock; only a moment's truth. */
    public final boolean isLocked() {
        region.requireOpen();
        long holder = holder();
        while (holder != Owner.NOBODY && threads.isDead(holder) && !isStill(holder)) {
            holder = holder();
        }
        return holder != Owner.NOBODY && !threads.isDead(holder);
    }

    /** True if the calling thread holds the lock. */
    public final boolean isHeldByCurrentThread() {
        return here.isBy(self());
    }

    /** True while the lock is left by a dead owner and nobody has taken it over. */
    public final boolean isAbandoned() {
        region.requireOpen();
        return isLeft();
    }

    /**
     * How often the lock was taken over from a dead owner, since its creation. A taker that itself dies within its first
     * instructions may be missing.
     */
    public final long abandonedCount() {
        region.requireOpen();
        return takenOver();
    }

    /** What its creator chose. */
    public final OnOwnerDeath onOwnerDeath() {
        return policy();
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
        return ShmCondition.of(region, this, name, conditionName, new OfConditions());
    }

    /**
     * The lock's one condition without a name: unlike that of {@code java.util.concurrent}, the same at each call and in
     * every process. For more than one, see {@link #condition}.
     */
    @Override
    public final ShmCondition newCondition() {
        return ShmCondition.of(region, this, name, "", new OfConditions());
    }

    final Owner self() {
        Owner owner = cached;
        return owner.thread() == Thread.currentThread() ? owner : selfUncached();
    }

    /**
     * The calling thread, for an unlock: who holds the lock can release it also once the region is closed.
     *
     * @throws RegionClosedException if the region is closed, and the calling thread has nothing in it
     */
    final Owner selfToRelease() {
        Owner owner = cached;
        return owner.thread() == Thread.currentThread() ? owner : selfToReleaseUncached();
    }

    private Owner selfToReleaseUncached() {
        Owner known = region.isClosed() ? threads.currentIfAny() : null;
        return known == null ? selfUncached() : known;
    }

    private Owner selfUncached() {
        region.requireOpen();
        Owner owner = threads.current();
        if (misses++ % MISSES_PER_REPLACEMENT == 0) {
            cached = owner;
            // The region may have been closed since the look above, and have missed this entry.
            VarHandle.fullFence();
            if (region.isClosed()) {
                cached = Owner.NONE;
                region.requireOpen();
            }
        }
        return owner;
    }

    /**
     * For {@code unlock} by a thread that may not.
     *
     * @throws RegionClosedException if the region is closed
     */
    final IllegalMonitorStateException notHeld() {
        region.requireOpen();
        return notHeld("unlock");
    }

    private IllegalMonitorStateException notHeld(String operation) {
        String found = holder() == Owner.NOBODY ? "nobody" : "another thread";
        return new IllegalMonitorStateException(
                where() + ": " + operation + " by " + Thread.currentThread() + ", but " + found + " holds the lock");
    }

    @Override
    final String where() {
        return region.file().where() + " lock=" + name;
    }

    final Owner requireHeld(String operation) {
        Owner me = self();
        if (!here.isBy(me)) {
            throw notHeld(operation);
        }
        return me;
    }

    final int putAside() {
        int holds = here.holds();
        releaseFree();
        return holds;
    }

    final void takeBack(Owner me, int holds) {
        region.requireOpen();
        if (!takeFree(me)) {
            awaitTaken(me);
        }
        here.takenBack(holds);
    }

    /** This lock, as its conditions use it. */
    private final class OfConditions implements ConditionLock {

        @Override
        public Owner requireHeld(String operation) {
            return OwnedLock.this.requireHeld(operation);
        }

        @Override
        public int putAside() {
            return OwnedLock.this.putAside();
        }

        @Override
        public void takeBack(Owner me, int holds) {
            OwnedLock.this.takeBack(me, holds);
        }

        @Override
        public Exclusion exclusion() {
            return OwnedLock.this;
        }
    }
}
