package io.interlock.internal.queue;

import io.interlock.internal.bias.BiasedLock;
import io.interlock.internal.format.Owner;
import io.interlock.internal.ring.RingProducer;
import io.interlock.internal.ring.RingRecord;
import io.interlock.internal.wait.Deadline;
import io.interlock.internal.wait.WaitingLoop;

/** Putting elements into a queue; see {@link QueueCore}. */
public final class QueueProducer {

    private final QueueState queue;

    QueueProducer(QueueState queue) {
        this.queue = queue;
    }

    /** Adds an element if there is room, and if the lock can be taken soon. */
    public boolean offer(byte[] element) {
        Owner me = queue.self();
        try {
            if (!queue.producers.resume(me)) {
                queue.requireNotClosed();
                if (!queue.producers.takeSoon(me)) {
                    return false;
                }
                queue.producer.forget();
            }
            return append(me, element);
        } catch (Error e) {
            queue.producers.giveUp(me);
            throw e;
        }
    }

    /** Adds an element as soon as there is room; false if time is up first. */
    public boolean offer(byte[] element, long timeoutNs) throws InterruptedException {
        Owner me = queue.self();
        QueueState.requireNotInterrupted();
        try {
            return offer(me, element, new Deadline(timeoutNs));
        } catch (Error e) {
            queue.producers.giveUp(me);
            throw e;
        }
    }

    private boolean offer(Owner me, byte[] element, Deadline deadline) throws InterruptedException {
        for (; ; ) {
            if (!queue.producers.resume(me)) {
                queue.requireNotClosed();
                if (!queue.producers.take(me, BiasedLock.timeNs(deadline))) {
                    return false;
                }
                queue.producer.forget();
            }
            if (append(me, element)) {
                return true;
            }
            Room room = new Room(RingRecord.slots(element.length));
            if (deadline.isOver() || !queue.notFull.await(room, deadline.leftNs())) {
                return false;
            }
            RingProducer.awaitMoreRoom();
        }
    }

    /** Under the producers' lock, which is released here. */
    private boolean append(Owner me, byte[] element) {
        boolean appended;
        try {
            // [SEAL] under the lock: a producer that has seen the queue open here puts before a consumer seals it.
            queue.requireNotClosed();
            appended = queue.producer.append(element, 0, element.length);
        } finally {
            queue.producers.pass(me);
        }
        if (appended) {
            // [SLEEP] the waker's side: the record was stored before; the fence was the lock's, or is the sleeper's.
            queue.notEmpty.wakeIfAsleep();
        }
        return appended;
    }

    /** A wait for room, or for the end. A producer that needs much room may have no use for the room that woke it, so all are woken. */
    private final class Room implements WaitingLoop.Attempt {

        private final int slots;

        Room(int slots) {
            this.slots = slots;
        }

        @Override
        public long attempt() {
            return queue.ring.seemsToFit(slots) || queue.isClosed() ? WaitingLoop.DONE : Owner.NOBODY;
        }

        @Override
        public boolean shouldLook() {
            return attempt() == WaitingLoop.DONE;
        }

        @Override
        public boolean wakesAll() {
            return true;
        }

        @Override
        public boolean propagates() {
            return false;
        }
    }
}
