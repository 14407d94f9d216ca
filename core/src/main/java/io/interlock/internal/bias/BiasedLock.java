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
 * Whose turn it is to produce, or to consume: a {@link TurnWord}. It passes on when its owner dies, who leaves nothing that the
 * next would have to know.
 *
 * <p>A turn that a thread has had often in a row stays with it, and then costs no atomic operation: the thread says in its own
 * slot that it is at work, and looks whether the turn is its own still. Another that wants it asks for it, and gets it at the
 * end of the work, or takes it from an owner that is not at work; the fence between the store and the look is the asker's
 * (as with [SLEEP]). A single producer or consumer takes its turn once, and it stays for good.
 *
 * <p>(A lock that is biased to its last owner: Russell and Detlefs, "Eliminating synchronization-related atomic operations with
 * biased locking and bulk rebiasing", 2006.)
 *
 * <pre>
 * word               meaning                            leaves by
 * FREE               nobody's                           CAS to the taker's owner word
 * owner word         taken, or left by a dead owner     release store of FREE by its owner at work; CAS by an asker, to
 *                                                       ask; CAS by who finds the owner dead
 * with an asker      the same, asked for                as above; CAS to the asker's owner word, while the owner is not at
 *                                                       work; CAS to FREE by its owner
 * </pre>
 */
public final class BiasedLock {

    /** How long a call that promises not to wait may take at most, in milliseconds. */
    static final long SOON_MS = 100;

    private static final long ENDING_NS = TimeUnit.MILLISECONDS.toNanos(SOON_MS);
    static final long LOOK_AT_WORK_NS = TimeUnit.MICROSECONDS.toNanos(100);

    /** To take a turn from one that it stays with costs some 15 µs, by the asker's fence: as much as so many turns, or less. */
    public static final int STAYS_AFTER = 256;

    /** So often one who was asked lets the asker look before it takes the turn again: about a microsecond. */
    private static final int LOOKS_FOR_THE_ASKER = 20;

    private final MappedMemory memory;
    private final int at;
    private final int last;
    private final boolean single;
    private final ThreadTable threads;
    private final ActiveFlags atWork;
    private final WaitingLoop waiting;
    private final boolean fenceOnPass;
    private final boolean fenceOnResume;
    private final boolean mayStay;
    private final String what;

    /** How often the thread whose turn it is has taken it in a row, as far as this object knows; by that thread. */
    private int inARow;

    /** True if the last of this process to have the turn was asked for it; for courtesy only, so not synchronised. */
    private boolean wasAsked;

    /**
     * @param at offset of the word; 8 bytes further is the WAITERS word, and 12 bytes further LAST
     * @param single true if the first to take it keeps it
     * @param what what is taken, for messages
     */
    public BiasedLock(Attachment region, MappedMemory memory, int at, boolean single, String what) {
        this.memory = memory;
        this.at = at;
        this.last = at + Long.BYTES + Integer.BYTES;
        this.single = single;
        this.threads = region.file().threads();
        this.atWork = threads.atWork();
        this.waiting = new WaitingLoop(region, memory, at + Long.BYTES, SpinBudget.forExclusion());
        this.fenceOnPass = waiting.wakerNeedsFence();
        this.mayStay = !single && waiting.sleepersFenceReachesAll();
        this.fenceOnResume = single && !waiting.sleepersFenceReachesAll();
        this.what = what;
    }

    public boolean isSingles() {
        return single;
    }

    /** True if it has stayed with this thread; another that asks may take it at any moment, unless it is a single one's. */
    public boolean isWith(Owner me) {
        return memory.getLongOpaque(at) == me.word();
    }

    /** How long to wait for a turn: it is over in a moment, but for a stopped process; so a time limit holds more or less. */
    public static long timeNs(Deadline deadline) {
        return Math.max(deadline.leftNs(), ENDING_NS);
    }

    /**
     * Begins a turn if it has stayed with this thread: nobody else had it meanwhile.
     *
     * @return false if it has to be taken
     */
    public boolean resume(Owner me) {
        atWork.begin(me);
        if (fenceOnResume) {
            VarHandle.fullFence();
        }
        // [STAY], [SEAL] the store above comes before this load, and what is read after it, by the fence above, or by
        // that of who asks or seals.
        long word = memory.getLongOpaque(at);
        if (word == me.word()) {
            return true;
        }
        atWork.end(me);
        if (word != TurnWord.FREE
                && TurnWord.owner(word) == me.word()
                && memory.compareAndSetLong(at, word, TurnWord.FREE)) {
            wasAsked = true;
            waiting.wakeIfAsleep();
        }
        return false;
    }

    /**
     * Waits for the turn, whatever interrupts.
     *
     * @throws IllegalStateException if it is another living thread's to keep
     */
    public void take(Owner me) {
        if (!takeNow(me)) {
            TurnTaking taking = new TurnTaking(this, me);
            if (!takeAwake(taking)) {
                waiting.await(taking);
            }
        }
    }

    /**
     * Waits for the turn.
     *
     * @return false when time was up first
     * @throws IllegalStateException if it is another living thread's to keep
     */
    public boolean take(Owner me, long timeoutNs) throws InterruptedException {
        if (takeNow(me)) {
            return true;
        }
        TurnTaking taking = new TurnTaking(this, me);
        return takeAwake(taking) || waiting.await(taking, timeoutNs);
    }

    /**
     * Takes the turn for a call that promises not to wait: within {@value #SOON_MS} ms, whatever interrupts. A turn lasts for
     * microseconds, unless its owner's process is stopped in the middle of it.
     *
     * @return false if it cannot be had so soon
     * @throws IllegalStateException if it is another living thread's to keep
     */
    public boolean takeSoon(Owner me) {
        if (takeNow(me)) {
            return true;
        }
        TurnTaking taking = new TurnTaking(this, me);
        return takeAwake(taking) || waiting.awaitUninterruptibly(taking, ENDING_NS);
    }

    /** What comes before a wait that asks, if turns stay here: without a sleep, unless it is a single one's. */
    private boolean takeAwake(TurnTaking taking) {
        if (single) {
            awaitSingle(taking);
            return true;
        }
        if (waiting.awaitAwake(taking)) {
            return true;
        }
        taking.ask(mayStay);
        return false;
    }

    /** Its owner may have ended, for Java, and not yet for the operating system. */
    private void awaitSingle(TurnTaking taking) {
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

    /** By its owner, at the end of its work. A full fence, where those need one who wake others. */
    public void pass(Owner me) {
        boolean stays = staysWith(me);
        if (!stays) {
            // [TURN] release: what was done in this turn is seen by whoever has the next.
            memory.putLongRelease(at, TurnWord.FREE);
        }
        // [TURN] release: the same, for whoever sees that the owner is not at work.
        atWork.end(me);
        if (fenceOnPass) {
            VarHandle.fullFence();
        }
        if (!stays) {
            // [SLEEP] the waker's side: the store of FREE is before this load, by the fence above or by the sleeper's.
            waiting.wakeIfAsleep();
        }
    }

    /**
     * By a thread that has failed in the middle of its work, at any point of it, and lives: gives the turn up, if it has it, as its
     * death would. Also a single one's, so that it looks again before it goes on.
     */
    public void giveUp(Owner me) {
        try {
            long word = word();
            while (TurnWord.owner(word) == me.word() && !memory.compareAndSetLong(at, word, TurnWord.FREE)) {
                word = word();
            }
        } finally {
            atWork.end(me);
        }
        VarHandle.fullFence();
        waiting.wakeIfAsleep();
    }

    private boolean staysWith(Owner me) {
        if (!single && inARow < STAYS_AFTER) {
            return false;
        }
        boolean stays = isWith(me);
        wasAsked |= !stays;
        return stays;
    }

    /**
     * By who has stored something that ends the work of this role, as each turn sees it that begins after: waits until none is
     * under way that began before.
     *
     * @return false if one still is; its process may be stopped
     */
    public boolean awaitPause(Owner me) {
        try {
            // [SEAL] who is not at work after this sees what the caller has stored.
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
        if (takeFrom(TurnWord.FREE, me)) {
            return true;
        }
        long word = word();
        long owner = TurnWord.owner(word);
        // Its own: the thread was stopped by an error in the middle of its last turn.
        return word != TurnWord.FREE && (owner == me.word() || threads.isDead(owner)) && takeFrom(word, me);
    }

    private void letTheAskerLook() {
        wasAsked = false;
        for (int look = 0; look < LOOKS_FOR_THE_ASKER && memory.getLongOpaque(at) == TurnWord.FREE; look++) {
            Thread.onSpinWait();
        }
    }

    public long word() {
        // [TURN] acquire: who finds it free sees what was done in the turn before.
        return memory.getLongVolatile(at);
    }

    /** Asks for the turn, if this still is its word. */
    public boolean ask(long word, long asked) {
        return memory.compareAndSetLong(at, word, asked);
    }

    /** Whoever was asked before this has seen it after this, or is seen to be at work. */
    public void fence() {
        waiting.fence();
    }

    public boolean isAtWork(long word) {
        return atWork.is(word);
    }

    /** Takes the turn, if this still is its word. */
    public boolean takeFrom(long word, Owner me) {
        // [STAY] before the turn is its own: else it could be taken from it at once.
        atWork.begin(me);
        // [TURN] acquire
        if (!memory.compareAndSetLong(at, word, me.word())) {
            atWork.end(me);
            return false;
        }
        if (mayStay) {
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
