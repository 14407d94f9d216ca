package io.interlock.collection;

import io.interlock.RegionException;
import io.interlock.memory.HandOverLock;
import io.interlock.memory.MappedMemory;
import io.interlock.memory.RegionFile;
import io.interlock.memory.StackMargin;
import java.util.concurrent.TimeUnit;

/**
 * The lock of an {@link Arena}: whoever gets it after a holder's death brings in line what that one left, before anything else.
 * The repair may itself be ended at any store; the next holder begins it anew.
 *
 * <p>A holder says by {@link #beginChange} and {@link #endChange} where it changes the arena. If it fails between the two, by any
 * error, and lives, its {@link #unlock} leaves the lock as its death would have, and the next holder repairs.
 */
final class RepairingLock {

    private final HandOverLock lock;
    private final MappedMemory words;
    private final Runnable repair;

    /** True while the holder, a thread of this process, is in the middle of a change; also after it has failed there. */
    private boolean changing;

    /** @param words laid out as {@link ArenaLayout} says */
    RepairingLock(RegionFile file, MappedMemory words, String where, Runnable repair) {
        this.lock = new HandOverLock(file, words, where);
        this.words = words;
        this.repair = repair;
    }

    void lock() {
        StackMargin.require();
        lock.lock();
        try {
            repairIfTakenOver();
        } catch (Throwable e) {
            // Also for want of stack: a lock that is kept here is never given back.
            lock.unlock();
            throw e;
        }
    }

    boolean tryLock(long timeout, TimeUnit unit) {
        StackMargin.require();
        if (!lock.tryLock(timeout, unit)) {
            return false;
        }
        try {
            repairIfTakenOver();
        } catch (Throwable e) {
            lock.unlock();
            throw e;
        }
        return true;
    }

    void unlock() {
        if (changing) {
            lock.leave();
        } else {
            lock.unlock();
        }
    }

    /** By the holder, before the first store of a change. */
    void beginChange() {
        changing = true;
    }

    /** Runs a change, by the holder. What is thrown on purpose is thrown before anything has changed: it needs no repair. */
    void change(Runnable change) {
        beginChange();
        try {
            change.run();
        } catch (RegionException | IllegalArgumentException e) {
            endChange();
            throw e;
        }
        endChange();
    }

    /** By the holder: all is as it should be. */
    void endChange() {
        changing = false;
    }

    boolean isHeldByCaller() {
        return lock.isHeldByCaller();
    }

    /** Has a dead holder's things repaired, if there is one; for who is going to look without the lock. */
    void repairIfLeft() {
        if (lock.isLeft()) {
            lock();
            unlock();
        }
    }

    private void repairIfTakenOver() {
        // The last holder in this process may have failed, or died, in the middle.
        changing = false;
        long takenOver = lock.takenOver();
        if (takenOver == words.getLong(ArenaLayout.REPAIRED)) {
            return;
        }
        repair.run();
        words.putLongRelease(ArenaLayout.REPAIRED, takenOver);
    }
}
