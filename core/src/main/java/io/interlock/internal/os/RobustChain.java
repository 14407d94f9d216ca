package io.interlock.internal.os;

import java.util.Arrays;

/**
 * The robust mutexes that one thread holds, in the order in which the C library has linked them.
 *
 * <p>The C library links a thread's robust mutexes through the mutexes themselves, that is through shared memory, and follows those
 * links when it unlocks one. A foreign byte there would make it write anywhere. So this class remembers outside shared memory what the
 * links have to be, and puts them right before each call that follows them. What stays is a write at the very moment of the call:
 * those who may write a region's file have to be trusted.
 *
 * <pre>
 * thread's list head ─next→ newest ─next→ … ─next→ oldest ─next→ head       (prev: the other way)
 * </pre>
 *
 * <p>Where the layout is not as expected, or the thread holds robust mutexes of other libraries, nothing is checked.
 */
final class RobustChain {

    private static final ThreadLocal<RobustChain> OF_THREAD = ThreadLocal.withInitial(RobustChain::new);

    private static final int TID_MASK = 0x3fff_ffff;

    private final long head = RobustLayout.KNOWN ? RobustLayout.listHead() : 0;
    private final int tid = (int) LibC.syscall(Syscalls.GETTID, 0, 0, 0, 0, 0, 0);

    /** Addresses of the mutexes, the oldest first. */
    private long[] held = new long[4];

    private int count;

    /** What the list began with before the oldest of ours: the head itself, unless another library holds mutexes. */
    private long below;

    /** True while another library's mutexes are, or may be, among ours. */
    private boolean mixed;

    private RobustChain() {}

    /** That of the calling thread, which must be a platform thread. */
    static RobustChain ofThread() {
        return OF_THREAD.get();
    }

    /** Before a call that locks: the C library chooses by the mutex's kind what it does. */
    void beforeLock(long mutex) {
        if (head == 0) {
            return;
        }
        RobustLayout.restoreKind(mutex);
        long newest = RobustLayout.read(head);
        if (count == 0) {
            below = newest;
            mixed = false;
        } else if (newest != RobustLayout.link(held[count - 1])) {
            mixed = true;
        }
    }

    /** After a call that has locked the mutex. */
    void locked(long mutex) {
        if (head == 0) {
            return;
        }
        if (count == held.length) {
            held = Arrays.copyOf(held, 2 * count);
        }
        held[count++] = mutex;
    }

    /**
     * Puts right what the C library will read of this mutex.
     *
     * @return false if the mutex is not the thread's any more, as its lock word was overwritten: then it must not be unlocked, and it
     *     has been taken out of the thread's list
     */
    boolean beforeUnlock(long mutex) {
        int index = indexOf(mutex);
        if (index < 0) {
            return true;
        }
        boolean ours = (RobustLayout.readInt(mutex) & TID_MASK) == tid;
        if (isMixed()) {
            return true;
        }
        RobustLayout.restoreKind(mutex);
        if (ours) {
            RobustLayout.writeIfOther(RobustLayout.link(mutex), next(index));
            RobustLayout.writeIfOther(
                    RobustLayout.prevOf(RobustLayout.link(mutex)), RobustLayout.asPrev(previous(index)));
        } else {
            RobustLayout.writeIfOther(previous(index), next(index));
            RobustLayout.writeIfOther(RobustLayout.prevOf(next(index)), RobustLayout.asPrev(previous(index)));
            forget(index);
        }
        return ours;
    }

    /** After a call that has unlocked the mutex. */
    void unlocked(long mutex) {
        int index = indexOf(mutex);
        if (index >= 0) {
            forget(index);
        }
    }

    private boolean isMixed() {
        return mixed || RobustLayout.read(head) != RobustLayout.link(held[count - 1]);
    }

    private long next(int index) {
        return index == 0 ? below : RobustLayout.link(held[index - 1]);
    }

    private long previous(int index) {
        return index == count - 1 ? head : RobustLayout.link(held[index + 1]);
    }

    /** Backwards: the admin lock, which is locked most often, is the newest. */
    private int indexOf(long mutex) {
        for (int i = count - 1; i >= 0; i--) {
            if (held[i] == mutex) {
                return i;
            }
        }
        return -1;
    }

    private void forget(int index) {
        System.arraycopy(held, index + 1, held, index, count - index - 1);
        count--;
    }
}
