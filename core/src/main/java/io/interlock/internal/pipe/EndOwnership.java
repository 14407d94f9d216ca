package io.interlock.internal.pipe;

import io.interlock.internal.access.MappedMemory;
import io.interlock.internal.directory.Attachment;
import io.interlock.internal.format.Owner;
import io.interlock.internal.format.PipeLayout;
import io.interlock.internal.region.Opening;
import io.interlock.internal.thread.ThreadTable;
import io.interlock.internal.wait.Deadline;
import io.interlock.internal.wait.WaitingLoop;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;

/**
 * Whose an end of a pipe is, and the other one, as one opening of the region sees it. An end is a process's, by its owner word.
 *
 * <pre>
 * word         meaning                            leaves by
 * NOBODY       never taken                        CAS to the taker's owner word
 * owner word   taken, or left by a dead process   CAS to CLOSED by the process; CAS by the process that finds it dead
 * CLOSED       closed                             CAS to the taker's owner word
 * </pre>
 */
public final class EndOwnership {

    private static final long CLAIM_NS = TimeUnit.MILLISECONDS.toNanos(100);
    private static final long LOOK_EVERY_NS = TimeUnit.MICROSECONDS.toNanos(100);

    private final Attachment region;
    private final ThreadTable threads;
    private final MappedMemory memory;
    private final int self;
    private final int other;
    private final String where;
    private final Function<String, RuntimeException> closed;

    /** This process, while the end is its and the region open. */
    private volatile long owner = PipeLayout.CLOSED;

    /** How often this process has closed the end: its owner word is the same when it takes the end again. */
    private volatile int closings;

    /**
     * @param self the offset of the end's own word
     * @param other that of the other end's
     * @param closed makes the public exception of this message, which only its own package can make
     */
    public EndOwnership(
            Attachment region,
            MappedMemory memory,
            int self,
            int other,
            String where,
            Function<String, RuntimeException> closed) {
        this.region = region;
        this.threads = region.file().threads();
        this.memory = memory;
        this.self = self;
        this.other = other;
        this.where = where;
        this.closed = closed;
        region.onClose(() -> owner = PipeLayout.CLOSED);
    }

    public String where() {
        return where;
    }

    /**
     * Takes the end for this process.
     *
     * @param first what is done before, unless the end is this process's already
     */
    public void take(Runnable first) {
        region.requireOpen();
        long me = threads.process().word();
        for (; ; ) {
            // [END] volatile: with an end that was left, all that its process did at it is seen.
            long found = memory.getLongVolatile(self);
            if (found == me) {
                break;
            }
            if (found != Owner.NOBODY && !isAbandoned(found)) {
                throw new IllegalStateException(
                        where + ": another living process has it; close it there first, or take the other end");
            }
            first.run();
            if (memory.compareAndSetLong(self, found, me)) {
                break;
            }
        }
        owner = me;
        if (region.isClosed()) {
            owner = PipeLayout.CLOSED;
            region.requireOpen();
        }
    }

    /**
     * True if the process with this owner word is dead, or the end is not its own any more. A thread that has just
     * claimed the dead one's slot may not have raised its generation yet, so a first look may be too early.
     */
    private boolean isAbandoned(long found) {
        Deadline deadline = new Deadline(CLAIM_NS);
        while (!threads.isDead(found) && memory.getLongVolatile(self) == found) {
            if (deadline.isOver()) {
                return false;
            }
            LockSupport.parkNanos(LOOK_EVERY_NS);
        }
        return true;
    }

    /** True if there is something to give up. */
    public boolean isHeld() {
        return !region.isClosed() && owner != PipeLayout.CLOSED;
    }

    /** Gives the end up; {@link #leave} is to follow, and until it does, the end can be given up again. */
    public synchronized void close() {
        // [END] a compare-and-set after all that was sent; as a fence, it is the wakers' side of [SLEEP].
        memory.compareAndSetLong(self, owner, PipeLayout.CLOSED);
        closings++;
    }

    public void leave() {
        owner = PipeLayout.CLOSED;
    }

    public boolean isOpen() {
        long me = owner;
        return !region.isClosed() && me != PipeLayout.CLOSED && memory.getLongVolatile(self) == me;
    }

    /** Throws unless this process has the end, and the region is open. */
    public void require() {
        long me = owner;
        if (me == PipeLayout.CLOSED || memory.getLongAcquire(self) != me) {
            region.requireOpen();
            throw thisEndIsClosed();
        }
    }

    public int closings() {
        return closings;
    }

    /** After a wait, which began when so many closings had been. */
    public void requireNotClosedSince(int before) {
        require();
        if (closings != before) {
            throw thisEndIsClosed();
        }
    }

    /** Throws if the other end is closed. */
    public void requireOther() {
        if (memory.getLongOpaque(other) == PipeLayout.CLOSED) {
            throw nobodyReceives();
        }
    }

    /** Throws if the other end is closed, or its process has died. */
    public void requireOtherAlive() {
        if (otherIsGone()) {
            throw nobodyReceives();
        }
    }

    private RuntimeException thisEndIsClosed() {
        return closed.apply(where + ": closed; ask the pipe for it again");
    }

    private RuntimeException nobodyReceives() {
        return closed.apply(where + ": the other end is closed, or its process has died");
    }

    public boolean otherIsGone() {
        // [END] acquire
        return threads.isAbandoned(memory, other);
    }

    /** A wait at this end, which the other end's close or death ends as well, and this end's close. */
    abstract class Wait implements WaitingLoop.LoneAttempt {

        private final int closingsBefore = closings;

        abstract boolean isOver();

        /** After it. */
        void requireNotClosed() {
            requireNotClosedSince(closingsBefore);
        }

        @Override
        public long attempt() {
            region.requireOpen();
            if (isOver() || closings != closingsBefore || memory.getLongOpaque(self) != owner) {
                return WaitingLoop.DONE;
            }
            long otherOwner = memory.getLongVolatile(other);
            return otherOwner == PipeLayout.CLOSED ? WaitingLoop.DONE : otherOwner;
        }

        @Override
        public Opening opening() {
            return region;
        }

        @Override
        public boolean onDeath(long ownerWord) {
            return memory.getLongVolatile(other) == ownerWord;
        }
    }
}
