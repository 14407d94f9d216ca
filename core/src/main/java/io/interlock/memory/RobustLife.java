package io.interlock.memory;

import io.interlock.os.RobustMutex;

/** A robust mutex per slot, locked for the life of its thread: the kernel marks it when that thread ends. */
final class RobustLife implements ThreadLife {

    private final MappedMemory table;
    private final long address;

    RobustLife(MappedMemory table) {
        this.table = table;
        this.address = table.address();
    }

    @Override
    public void initialize(int slot) {
        RobustMutex.initialize(lifeAddress(slot));
    }

    @Override
    public boolean tryClaim(int slot) {
        try {
            // A look before the call: most slots that are taken need no call to say so.
            return isFree(slot) && RobustMutex.tryLock(lifeAddress(slot));
        } catch (IllegalStateException e) {
            // The mutex is damaged: another slot will do.
            return false;
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

    long lifeAddress(int slot) {
        return address + lifeOffset(slot);
    }

    /**
     * Makes the kernel wake a sleeper on the life word when its thread ends: it does so only where the waiters bit
     * stands.
     *
     * @return the life word to sleep on, or 0 where the thread has ended
     */
    int watch(int slot) {
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
    static boolean isDead(int life) {
        return life == 0 || (life & RobustMutex.OWNER_DIED) != 0;
    }

    private static int lifeOffset(int slot) {
        return slot * SlotLayout.BYTES + SlotLayout.LIFE;
    }
}
