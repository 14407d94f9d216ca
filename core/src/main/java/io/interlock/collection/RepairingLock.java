package io.interlock.collection;

import io.interlock.memory.HandOverLock;
import io.interlock.memory.MappedMemory;
import io.interlock.memory.RegionFile;
import java.util.concurrent.TimeUnit;

/**
 * The lock of an {@link Arena}: whoever gets it after a holder's death brings in line what that one left, before anything else.
 * The repair may itself be ended at any store; the next holder begins it anew.
 */
final class RepairingLock {

    private final HandOverLock lock;
    private final MappedMemory words;
    private final Runnable repair;

    /** @param words laid out as {@link ArenaLayout} says */
    RepairingLock(RegionFile file, MappedMemory words, String where, Runnable repair) {
        this.lock = new HandOverLock(file, words, where);
        this.words = words;
        this.repair = repair;
    }

    void lock() {
        lock.lock();
        repairIfTakenOver();
    }

    boolean tryLock(long timeout, TimeUnit unit) {
        if (!lock.tryLock(timeout, unit)) {
            return false;
        }
        repairIfTakenOver();
        return true;
    }

    void unlock() {
        lock.unlock();
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
        long takenOver = lock.takenOver();
        if (takenOver == words.getLong(ArenaLayout.REPAIRED)) {
            return;
        }
        boolean repaired = false;
        try {
            repair.run();
            words.putLongRelease(ArenaLayout.REPAIRED, takenOver);
            repaired = true;
        } finally {
            if (!repaired) {
                lock.unlock();
            }
        }
    }
}
