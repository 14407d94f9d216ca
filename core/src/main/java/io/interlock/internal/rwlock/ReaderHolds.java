package io.interlock.internal.rwlock;

import io.interlock.internal.format.Owner;
import io.interlock.internal.lock.Holding;
import org.jspecify.annotations.Nullable;

/** How often each thread of this process holds a lock for reading, and in which slot. */
final class ReaderHolds implements Holding {

    @SuppressWarnings("ThreadLocalUsage") // a thread holds each lock for itself, and locks are few
    private final ThreadLocal<Hold> all = ThreadLocal.withInitial(() -> new Hold(Thread.currentThread()));

    /** That of the last thread that came here, which most often is the next; at first nobody's. */
    private Hold cached = new Hold(null);

    /** One thread's hold. */
    static final class Hold {
        private final @Nullable Thread thread;
        private long ownerWord;
        private int slot;
        private int count;

        Hold(@Nullable Thread thread) {
            this.thread = thread;
        }

        int count() {
            return count;
        }

        int slot() {
            return slot;
        }

        void taken(int inSlot) {
            slot = inSlot;
            count = 1;
        }

        void takenAgain(String where) {
            if (count == Integer.MAX_VALUE) {
                throw new Error(where + ": taken " + count + " times by one thread; are unlocks missing?");
            }
            count++;
        }

        /** True if that was the last. */
        boolean releasedOnce() {
            return --count == 0;
        }
    }

    @Override
    public boolean isHeldBy(Owner owner) {
        return of(owner).count() > 0;
    }

    /** The calling thread's; its count is 0 while it does not hold the lock. */
    Hold of(Owner me) {
        Hold hold = cached;
        if (hold.thread != Thread.currentThread()) {
            hold = all.get();
            cached = hold;
        }
        if (hold.ownerWord != me.word()) {
            // The thread has closed the region since, and with that let go of everything.
            hold.ownerWord = me.word();
            hold.count = 0;
        }
        return hold;
    }
}
