package io.interlock.internal.queue;

import io.interlock.internal.access.MappedMemory;
import io.interlock.internal.directory.Attachment;
import io.interlock.internal.format.Owner;
import io.interlock.internal.format.QueueLayout;
import io.interlock.internal.format.RingPosition;
import io.interlock.internal.ring.Ring;
import io.interlock.internal.wait.SpinBudget;
import io.interlock.internal.wait.WaitingLoop;

/**
 * How many of a queue's elements were put for which nobody has called {@code taskDone}: the difference of two counts, of which the
 * ring keeps one. So a put has nothing to do for it.
 */
public final class TaskCounter {

    /** One step of {@link QueueLayout#DONE}, which counts as a {@link RingPosition} does. */
    private static final long ONE_DONE = RingPosition.advance(0, 0, 1);

    private final Attachment region;
    private final MappedMemory memory;
    private final Ring ring;
    private final String where;
    private final WaitingLoop allDone;

    /** @param memory the queue's, laid out as {@link QueueLayout} says */
    TaskCounter(Attachment region, MappedMemory memory, Ring ring, String where) {
        this.region = region;
        this.memory = memory;
        this.ring = ring;
        this.where = where;
        this.allDone = WaitingLoop.withFencingWakers(region, memory, QueueLayout.ALL_DONE, SpinBudget.forExclusion());
    }

    public void taskDone() {
        region.requireOpen();
        for (; ; ) {
            long done = memory.getLongVolatile(QueueLayout.DONE);
            long left = leftAfter(done);
            if (left <= 0) {
                throw new IllegalStateException(where
                        + ": taskDone() was called more often than elements were put; call it once for each taken");
            }
            if (advance(done, 1, left)) {
                return;
            }
        }
    }

    /** Counts so many elements as done that were taken and will not be worked on. */
    public void dropped(int elements) {
        region.requireOpen();
        for (; ; ) {
            long done = memory.getLongVolatile(QueueLayout.DONE);
            long left = leftAfter(done);
            // Where taskDone() was called too often before, less is left than was dropped.
            long more = Math.min(elements, left);
            if (more <= 0 || advance(done, more, left)) {
                return;
            }
        }
    }

    private boolean advance(long done, long more, long left) {
        if (!memory.compareAndSetLong(QueueLayout.DONE, done, done + more * ONE_DONE)) {
            return false;
        }
        // [SLEEP] the waker's side: the compare-and-set was the fence. After it, a look at CLOSED: a thread that has
        // closed the queue meanwhile woke the waiters before this was done.
        if (left == more || leftAfter(done + more * ONE_DONE) <= 0) {
            wakeAll();
        }
        return true;
    }

    void wakeAll() {
        allDone.wakeIfAsleep(Integer.MAX_VALUE);
    }

    /** How many elements are not done if {@code done} are: dropped ones, which nobody will take, are. */
    private long leftAfter(long done) {
        boolean dropped = memory.getIntVolatile(QueueLayout.CLOSED) == QueueLayout.CLOSED_NOW;
        return RingPosition.recordsBetween(done, dropped ? ring.head() : ring.end());
    }

    /** How many elements were put for which {@link #taskDone} was not called. */
    public long unfinished() {
        region.requireOpen();
        return Math.max(0, leftAfter(memory.getLongVolatile(QueueLayout.DONE)));
    }

    /** Waits until there is nothing unfinished; false if time is up first. */
    public boolean join(long timeoutNs) throws InterruptedException {
        if (Thread.interrupted()) {
            throw new InterruptedException();
        }
        return unfinished() == 0 || (timeoutNs > 0 && allDone.await(new AllDone(), timeoutNs));
    }

    private final class AllDone implements WaitingLoop.Attempt {

        @Override
        public long attempt() {
            return unfinished() == 0 ? WaitingLoop.DONE : Owner.NOBODY;
        }

        @Override
        public boolean shouldLook() {
            return unfinished() == 0;
        }

        /** The last to be done wakes all. */
        @Override
        public boolean propagates() {
            return false;
        }
    }
}
