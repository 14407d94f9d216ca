package io.interlock.internal.thread;

import io.interlock.RegionException;
import io.interlock.internal.access.MappedMemory;
import io.interlock.internal.format.SlotLayout;
import io.interlock.internal.os.RobustMutex;

/** A robust mutex per slot, locked for the life of its thread: the kernel marks it when that thread ends. */
public final class RobustLife implements ThreadLife {

    private final String where;
    private final MappedMemory table;
    private final long address;

    /**
     * @param where the beginning of every message about the region
     * @param address where the table begins in this process
     */
    public RobustLife(String where, MappedMemory table, long address) {
        this.where = where;
        this.table = table;
        this.address = address;
    }

    @Override
    public void initialize(int slot) {
        RobustMutex.initialize(lifeAddress(slot));
    }

    @Override
    public boolean tryClaim(int slot) {
        // A look before the call: most slots that are taken need no call to say so.
        if (!isFree(slot)) {
            return false;
        }
        requireReportedEnd();
        try {
            return RobustMutex.tryLock(lifeAddress(slot));
        } catch (IllegalStateException e) {
            // The mutex is damaged: another slot will do.
            return false;
        }
    }

    /** The C library locks a robust mutex all the same, and nobody would ever learn of this thread's death. */
    private void requireReportedEnd() {
        if (!RobustMutex.reportsEndOfThisThread()) {
            throw new RegionException(
                    where + " thread=" + Thread.currentThread().getName()
                            + ": its death would not be noticed, as the system call set_robust_list was refused when it started;"
                            + " allow the call in the sandbox's profile (seccomp), install the sandbox before the region is opened,"
                            + " or create the region with -Dinterlock.native=false");
        }
    }

    @Override
    public void release(int slot) {
        RobustMutex.unlock(lifeAddress(slot));
    }

    @Override
    public boolean isFree(int slot) {
        return isDead(table.getIntVolatile(lifeOffset(slot)));
    }

    @Override
    public boolean boundToThread() {
        return true;
    }

    public long lifeAddress(int slot) {
        return address + lifeOffset(slot);
    }

    /**
     * Makes the kernel wake a sleeper on the life word when its thread ends: it does so only where the waiters bit
     * stands.
     *
     * @return the life word to sleep on, or 0 where the thread has ended
     */
    public int watch(int slot) {
        int offset = lifeOffset(slot);
        for (; ; ) {
            int life = table.getIntVolatile(offset);
            if (isDead(life)) {
                return 0;
            }
            int watched = life | RobustMutex.WAITERS;
            if (life == watched || table.compareAndSetInt(offset, life, watched)) {
                return watched;
            }
        }
    }

    /** What a life word says of the thread that has, or had, the slot. */
    public static boolean isDead(int life) {
        return life == 0 || (life & RobustMutex.OWNER_DIED) != 0;
    }

    private static int lifeOffset(int slot) {
        return slot * SlotLayout.BYTES + SlotLayout.LIFE;
    }
}
