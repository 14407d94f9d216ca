package io.interlock.collection;

import io.interlock.memory.Attachment;
import io.interlock.memory.MappedMemory;
import io.interlock.memory.Owner;
import io.interlock.memory.SpinBudget;
import io.interlock.memory.WaitingLoop;

/**
 * How many of a queue's elements were put for which nobody has called {@code taskDone}: the difference of two counts, of which the
 * ring keeps one. So a put has nothing to do for it.
 */
final class QueueWork {

    /** One step of {@link QueueLayout#DONE}, which counts as a {@link Place} does. */
    private static final long ONE_DONE = Place.behind(0, 0, 1);

    private final Attachment region;
    private final MappedMemory memory;
    private final Ring ring;
    private final String where;
    private final WaitingLoop allDone;

    /** @param memory the queue's, laid out as {@link QueueLayout} says */
    QueueWork(Attachment region, MappedMemory memory, Ring ring, String where) {
        this.region = region;
        this.memory = memory;
        this.ring = ring;
        this.where = where;
        this.allDone =
                WaitingLoop.withFencingWakers(region.file(), memory, QueueLayout.ALL_DONE, SpinBudget.forExclusion());
    }

    void taskDone() {
        region.requireOpen();
        for (; ; ) {
            long done = memory.getLongVolatile(QueueLayout.DONE);
            long left = Place.recordsBetween(done, ring.end());
            if (left <= 0) {
                throw new IllegalStateException(where + ": taskDone() was called more often than elements were put");
            }
            if (memory.compareAndSetLong(QueueLayout.DONE, done, done + ONE_DONE)) {
                if (left == 1) {
                    // [SLEEP] the waker's side: the compare-and-set was the fence.
                    allDone.wakeIfAsleep(Integer.MAX_VALUE);
                }
                return;
            }
        }
    }

    /** How many elements were put for which {@link #taskDone} was not called. */
    long unfinished() {
        region.requireOpen();
        return Math.max(0, Place.recordsBetween(memory.getLongVolatile(QueueLayout.DONE), ring.end()));
    }

    /** Waits until there is nothing unfinished; false if time is up first. */
    boolean join(long timeoutNs) throws InterruptedException {
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

        /** The last to be done wakes all. */
        @Override
        public boolean nextShouldLook() {
            return false;
        }
    }
}
