package io.interlock.internal.bias;

import io.interlock.internal.access.MappedMemory;
import io.interlock.internal.directory.Attachment;
import io.interlock.internal.format.Owner;
import io.interlock.internal.thread.ActiveFlags;
import io.interlock.internal.thread.ThreadTable;
import io.interlock.internal.wait.Deadline;
import io.interlock.internal.wait.SpinBudget;
import io.interlock.internal.wait.WaitingLoop;
import java.lang.invoke.VarHandle;
import java.util.concurrent.TimeUnit;

/**
 * The lock of a queue's producers, or of its consumers: a {@link BiasWord}. When its owner dies, the next thread takes it over;
 * the dead owner leaves nothing that its successor has to know.
 *
 * <p>A lock that one thread has taken many times in a row becomes biased to it, and then costs no atomic operation: the thread
 * sets its flag in {@link ActiveFlags}, and checks that the lock is still its own. Another thread that wants the lock asks for
 * it. It gets the lock when the owner's operation ends, or takes it from an owner that is not active; the asking thread executes
 * the fence between the owner's store and load (as with [SLEEP]). A single producer or consumer takes its lock once and keeps it.
 *
 * <p>(A lock that is biased to its last owner: Russell and Detlefs, "Eliminating synchronization-related atomic operations with
 * biased locking and bulk rebiasing", 2006.)
 *
 * <pre>
 * word               meaning                            leaves by
 * FREE               no owner                           CAS to the taker's owner word
 * owner word         taken, or abandoned by a dead      release store of FREE by its active owner; CAS by a thread that asks
 *                    owner                              for it; CAS by a thread that finds the owner dead
 * with an asker      the same, asked for                as above; CAS to the asker's owner word, while the owner is not
 *                                                       active; CAS to FREE by its owner
 * </pre>
 */
public final class BiasedLock {

    /** How long a call that promises not to wait may take at most, in milliseconds. */
    static final long SOON_MS = 100;

    private static final long ENDING_NS = TimeUnit.MILLISECONDS.toNanos(SOON_MS);
    static final long LOOK_ACTIVE_NS = TimeUnit.MICROSECONDS.toNanos(100);

    /** Taking a biased lock costs the asking thread about 15 µs, for its fence: at most as much as this many acquisitions. */
    public static final int BIAS_AFTER = 256;

    /** A thread that was asked lets the asking thread look this often before it takes the lock again: about a microsecond. */
    private static final int LOOKS_FOR_THE_ASKER = 20;

    private final MappedMemory memory;
    private final int at;
    private final int last;
    private final boolean single;
    private final ThreadTable threads;
    private final ActiveFlags activeFlags;
    private final WaitingLoop waiting;
    private final boolean fenceOnPass;
    private final boolean fenceOnResume;
    private final boolean mayBias;
    private final String what;

    /** How often the owner has taken the lock in a row, as far as this object knows; written by the owner. */
    private int inARow;

    /** True if this process's last owner was asked for the lock; for courtesy only, so not synchronised. */
    private boolean wasAsked;

    /**
     * @param at offset of the word; 8 bytes further is the WAITERS word, and 12 bytes further LAST
     * @param single true if the first thread to take it keeps it
     * @param what what is taken, for messages
     */
    public BiasedLock(Attachment region, MappedMemory memory, int at, boolean single, String what) {
        this.memory = memory;
        this.at = at;
        this.last = at + Long.BYTES + Integer.BYTES;
        this.single = single;
        this.threads = region.file().threads();
        this.activeFlags = threads.activeFlags();
        this.waiting = new WaitingLoop(region, memory, at + Long.BYTES, SpinBudget.forExclusion());
        this.fenceOnPass = waiting.wakerNeedsFence();
        this.mayBias = !single && waiting.sleepersFenceReachesAll();
        this.fenceOnResume = single && !waiting.sleepersFenceReachesAll();
        this.what = what;
    }

    public boolean isSingles() {
        return single;
    }

    /** True if it is biased to this thread; another that asks may take it at any moment, unless it is a single one's. */
    public boolean isBiasedTo(Owner me) {
        return memory.getLongOpaque(at) == me.word();
    }

    /** How long to wait for the lock: it is held for moments, except by a stopped process; so a time limit holds approximately. */
    public static long timeNs(Deadline deadline) {
        return Math.max(deadline.leftNs(), ENDING_NS);
    }

    /**
     * Begins an operation if the lock is biased to this thread: no other thread had it meanwhile.
     *
     * @return false if the lock has to be taken
     */
    public boolean resume(Owner me) {
        activeFlags.begin(me);
        if (fenceOnResume) {
            VarHandle.fullFence();
        }
        // [BIAS], [SEAL] the store above comes before this load, and what is read after it, by the fence above, or by
        // that of the thread that asks or seals.
        long word = memory.getLongOpaque(at);
        if (word == me.word()) {
            return true;
        }
        activeFlags.end(me);
        if (word != BiasWord.FREE
                && BiasWord.owner(word) == me.word()
                && memory.compareAndSetLong(at, word, BiasWord.FREE)) {
            wasAsked = true;
            waiting.wakeIfAsleep();
        }
        return false;
    }

    /**
     * Takes the lock, and ignores interrupts.
     *
     * @throws IllegalStateException if it is another living thread's to keep
     */
    public void take(Owner me) {
        if (!takeNow(me)) {
            BiasedAttempt taking = new BiasedAttempt(this, me);
            if (!takeAwake(taking)) {
                waiting.await(taking);
            }
        }
    }

    /**
     * Takes the lock.
     *
     * @return false when time was up first
     * @throws IllegalStateException if it is another living thread's to keep
     */
    public boolean take(Owner me, long timeoutNs) throws InterruptedException {
        if (takeNow(me)) {
            return true;
        }
        BiasedAttempt taking = new BiasedAttempt(this, me);
        return takeAwake(taking) || waiting.await(taking, timeoutNs);
    }

    /**
     * Takes the lock for a call that promises not to wait: within {@value #SOON_MS} ms, ignoring interrupts. The lock is held for
     * microseconds, unless its owner's process is stopped meanwhile.
     *
     * @return false if it cannot be taken within that time
     * @throws IllegalStateException if it is another living thread's to keep
     */
    public boolean takeSoon(Owner me) {
        if (takeNow(me)) {
            return true;
        }
        BiasedAttempt taking = new BiasedAttempt(this, me);
        return takeAwake(taking) || waiting.awaitUninterruptibly(taking, ENDING_NS);
    }

    /** The part before a wait that asks, if this lock can be biased: without a sleep, unless it is a single one's. */
    private boolean takeAwake(BiasedAttempt taking) {
        if (single) {
            awaitSingle(taking);
            return true;
        }
        if (waiting.awaitAwake(taking)) {
            return true;
        }
        taking.ask(mayBias);
        return false;
    }

    /** Its owner may have ended, for Java, and not yet for the operating system. */
    private void awaitSingle(BiasedAttempt taking) {
        boolean taken = false;
        try {
            taken = waiting.await(taking, ENDING_NS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        if (!taken) {
            throw new IllegalStateException(
                    what + ": it was created for a single one, and another living thread is that; create it for many,"
                            + " or let that thread end first");
        }
    }

    /** By the owner, at the end of its operation. A full fence, where the waker of [SLEEP] needs one. */
    public void pass(Owner me) {
        boolean biased = keepsBias(me);
        if (!biased) {
            // [ROLE] release: the next owner sees what this one did.
            memory.putLongRelease(at, BiasWord.FREE);
        }
        // [ROLE] release: the same, for a thread that sees that the owner is not active.
        activeFlags.end(me);
        if (fenceOnPass) {
            VarHandle.fullFence();
        }
        if (!biased) {
            // [SLEEP] the waker's side: the store of FREE is before this load, by the fence above or by the sleeper's.
            waiting.wakeIfAsleep();
        }
    }

    /**
     * By a thread that has failed at any point of its operation, and lives: gives the lock up, if it has it, as its death would. Also
     * a single one's, so that it looks again before it goes on.
     */
    public void giveUp(Owner me) {
        try {
            long word = word();
            while (BiasWord.owner(word) == me.word() && !memory.compareAndSetLong(at, word, BiasWord.FREE)) {
                word = word();
            }
        } finally {
            activeFlags.end(me);
        }
        VarHandle.fullFence();
        waiting.wakeIfAsleep();
    }

    private boolean keepsBias(Owner me) {
        if (!single && inARow < BIAS_AFTER) {
            return false;
        }
        boolean biased = isBiasedTo(me);
        wasAsked |= !biased;
        return biased;
    }

    /**
     * Called after a store that every later operation under this lock sees: waits until no operation is under way that began
     * before the store.
     *
     * @return false if one still is; its process may be stopped
     */
    public boolean awaitPause(Owner me) {
        try {
            // [SEAL] an owner that is not active after this sees what the caller has stored.
            waiting.fence();
            return waiting.await(new QuiescenceWait(this, me), ENDING_NS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private boolean takeNow(Owner me) {
        if (wasAsked) {
            letTheAskerLook();
        }
        if (takeFrom(BiasWord.FREE, me)) {
            return true;
        }
        long word = word();
        long owner = BiasWord.owner(word);
        // Its own: an error stopped the thread in the middle of its last operation.
        return word != BiasWord.FREE && (owner == me.word() || threads.isDead(owner)) && takeFrom(word, me);
    }

    private void letTheAskerLook() {
        wasAsked = false;
        for (int look = 0; look < LOOKS_FOR_THE_ASKER && memory.getLongOpaque(at) == BiasWord.FREE; look++) {
            Thread.onSpinWait();
        }
    }

    public long word() {
        // [ROLE] acquire: a thread that finds it free sees what the owner before did.
        return memory.getLongVolatile(at);
    }

    /** Asks for the lock, if this still is its word. */
    public boolean ask(long word, long asked) {
        return memory.compareAndSetLong(at, word, asked);
    }

    /** An owner that was asked before this sees it after this, or is seen to be active. */
    public void fence() {
        waiting.fence();
    }

    public boolean isActive(long word) {
        return activeFlags.is(word);
    }

    /** Takes the lock, if this still is its word. */
    public boolean takeFrom(long word, Owner me) {
        // [BIAS] before the lock is its own: else it could be taken from it at once.
        activeFlags.begin(me);
        // [ROLE] acquire
        if (!memory.compareAndSetLong(at, word, me.word())) {
            activeFlags.end(me);
            return false;
        }
        if (mayBias) {
            int mine = (int) me.word();
            if (memory.getInt(last) == mine) {
                inARow++;
            } else {
                memory.putInt(last, mine);
                inARow = 0;
            }
        }
        return true;
    }
}
