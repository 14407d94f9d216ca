package io.interlock.internal.thread;

import io.interlock.internal.access.MappedMemory;
import io.interlock.internal.format.Owner;
import io.interlock.internal.format.SlotLayout;

/**
 * Which threads are in the middle of something that others may have to wait for: a word in each thread's own slot, so that
 * it costs the thread a store to a cache line that nobody else wants.
 *
 * <p>Pairs [BIAS] and [SEAL]: a thread sets its flag, and then checks whether it may go on. Another thread stores that it may not,
 * has all threads execute a fence, and then reads the flag here. At least one of the two sees the other.
 */
public final class ActiveFlags {

    private static final int NO = 0;
    private static final int YES = 1;

    private final ThreadTable threads;
    private final MappedMemory table;

    public ActiveFlags(ThreadTable threads, MappedMemory table) {
        this.threads = threads;
        this.table = table;
    }

    /** By the thread itself. No fence: see above whose that is. */
    public void begin(Owner me) {
        table.putIntOpaque(at(me.slot()), YES);
    }

    /** By the thread itself. A thread that sees this store sees all that was done before it. */
    public void end(Owner me) {
        table.putIntRelease(at(me.slot()), NO);
    }

    /** True while the thread of this owner word is active, if it lives; for another word the result means nothing. */
    public boolean is(long ownerWord) {
        int slot = Owner.slotOf(ownerWord);
        return threads.isBacked(slot) && table.getIntVolatile(at(slot)) == YES;
    }

    /** By a slot's new owner, before it uses the slot: the owner before may have died while it was active. */
    public void none(int slot) {
        table.putIntOpaque(at(slot), NO);
    }

    private static int at(int slot) {
        return slot * SlotLayout.BYTES + SlotLayout.ACTIVE;
    }
}
