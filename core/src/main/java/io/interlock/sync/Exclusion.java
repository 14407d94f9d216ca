package io.interlock.sync;

import io.interlock.OwnerDiedException;
import io.interlock.memory.Attachment;
import io.interlock.memory.Heap;
import io.interlock.memory.HeldHere;
import io.interlock.memory.Inspection;
import io.interlock.memory.LockLayout;
import io.interlock.memory.MappedMemory;
import io.interlock.memory.Owner;
import io.interlock.memory.OwnerWord;
import io.interlock.memory.RegionFile;
import io.interlock.memory.ThreadTable;

/** An owner word whose owner's death is reported until somebody repairs, or which is handed over: what the locks are made of. */
@SuppressWarnings("serial") // travels as a handle
abstract class Exclusion extends OwnerWord {

    final ThreadTable threads;

    /** What this process knows of its own hold. */
    final HeldHere here;

    private final OnOwnerDeath onOwnerDeath;

    /** A primitive of its own. */
    Exclusion(Attachment region, Heap.Entry entry, OnOwnerDeath onOwnerDeath) {
        super(region, entry);
        this.threads = threads();
        this.here = here();
        this.onOwnerDeath = onOwnerDeath;
    }

    /** A part of another primitive that belongs to one opening; see {@link OwnerWord}. */
    Exclusion(Attachment region, MappedMemory memory, OnOwnerDeath onOwnerDeath) {
        super(region, memory);
        this.threads = threads();
        this.here = here();
        this.onOwnerDeath = onOwnerDeath;
    }

    /** A part of another primitive; see {@link OwnerWord}. */
    Exclusion(RegionFile file, MappedMemory memory, OnOwnerDeath onOwnerDeath) {
        super(file, memory);
        this.threads = threads();
        this.here = here();
        this.onOwnerDeath = onOwnerDeath;
    }

    /** Tells people who holds it; see {@link LockLayout}. */
    static void inspect(MappedMemory memory, Inspection into) {
        long holder = memory.getLongVolatile(LockLayout.STATE);
        into.holder("owner", holder);
        into.put("locked", holder != Owner.NOBODY && !into.isDead(holder));
        into.put("leftByDeadOwner", holder != Owner.NOBODY && into.isDead(holder));
        into.put("abandoned", memory.getLongOpaque(LockLayout.ABANDONED));
    }

    /** The beginning of every message about this lock. */
    abstract String where();

    /** The fast path: one compare-and-set. */
    final boolean takeFree(Owner me) {
        return take(Owner.NOBODY, me);
    }

    /** Takes the lock if it is free or may be taken over; does not wait. */
    final boolean takeNow(Owner me) {
        if (takeFree(me)) {
            return true;
        }
        long holder = holder();
        return holder != Owner.NOBODY
                && holder != me.word()
                && threads.isDead(holder)
                && (takeOver(holder, me) || takeFree(me));
    }

    /** Frees the lock; by its holder. */
    final void releaseFree() {
        release(Owner.NOBODY);
    }

    /** Takes the lock from a dead owner, if there is one, and runs the repair; see {@link OwnedLock#recover}. */
    final boolean takeOverAndRepair(Owner me, Runnable repair) {
        long dead = holder();
        if (dead == Owner.NOBODY || !threads.isDead(dead) || !takeFromDead(dead, me)) {
            return false;
        }
        boolean repaired = false;
        try {
            repair.run();
            repaired = true;
        } finally {
            release(repaired ? Owner.NOBODY : Owner.LEFT);
        }
        return true;
    }

    /** The owner word of whoever holds it now, dead or alive; {@link Owner#NOBODY} for nobody. */
    final long holder() {
        return holderNow();
    }

    /** To be asked once a holder is seen dead: it may have unlocked, and ended, since it was seen to hold the lock. */
    final boolean isStill(long holder) {
        return isStillHolder(holder);
    }

    /** True while it is left by a dead owner and nobody has taken it over. */
    final boolean isLeft() {
        return isLeftByDead();
    }

    final long takenOver() {
        return timesTakenOver();
    }

    final OnOwnerDeath policy() {
        return onOwnerDeath;
    }

    /** Takes over or reports it. False when the dead holder left no lock, or somebody else was faster. */
    @Override
    protected final boolean takeOver(long dead, Owner me) {
        if (onOwnerDeath == OnOwnerDeath.FAIL) {
            if (!isStill(dead)) {
                return false;
            }
            throw ownerDied();
        }
        return takeFromDead(dead, me);
    }

    final OwnerDiedException ownerDied() {
        return new OwnerDiedException(
                where() + ": its owner ended while it held the lock; repair what it guards, in recover(...)");
    }
}
