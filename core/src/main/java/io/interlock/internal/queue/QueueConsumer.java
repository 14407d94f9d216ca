package io.interlock.internal.queue;

import io.interlock.internal.bias.BiasedLock;
import io.interlock.internal.format.Owner;
import io.interlock.internal.ring.BatchingBackoff;
import io.interlock.internal.ring.RingConsumer;
import io.interlock.internal.ring.RingCursor;
import io.interlock.internal.wait.Deadline;
import io.interlock.internal.wait.WaitingLoop;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Taking elements from a queue; see {@link QueueCore}. */
public final class QueueConsumer {

    private final QueueState queue;
    private final BatchingBackoff backoff;

    QueueConsumer(QueueState queue) {
        this.queue = queue;
        this.backoff = new BatchingBackoff(queue.ring::isReadable);
    }

    /** Takes an element; null if there is none. */
    public byte @Nullable [] poll() {
        Owner me = queue.self();
        requireNotLent();
        if (!mayHaveSome(me)) {
            return null;
        }
        try {
            return begin(me) ? takeOrSeal(me) : null;
        } catch (Error e) {
            queue.consumers.giveUp(me);
            throw e;
        }
    }

    /** Takes an element as soon as there is one; null if time is up first, or at the end. */
    public byte @Nullable [] poll(long timeoutNs) throws InterruptedException {
        Owner me = queue.self();
        requireNotLent();
        QueueState.requireNotInterrupted();
        try {
            return poll(me, new Deadline(timeoutNs));
        } catch (Error e) {
            queue.consumers.giveUp(me);
            throw e;
        }
    }

    private byte @Nullable [] poll(Owner me, Deadline deadline) throws InterruptedException {
        for (; ; ) {
            if (mayHaveSome(me)) {
                if (!queue.consumers.resume(me)) {
                    if (!queue.consumers.take(me, BiasedLock.timeNs(deadline))) {
                        return null;
                    }
                    lookAgain(me);
                }
                byte[] element = takeOrSeal(me);
                if (element != null || isEnded()) {
                    return element;
                }
            }
            if (!deadline.isOver() && backoff.found()) {
                continue;
            }
            if (deadline.isOver() || !queue.notEmpty.await(new Element(), deadline.leftNs())) {
                return null;
            }
        }
    }

    /**
     * Hands up to {@code max} elements to a receiver, under one lock, and takes those that it has accepted: see
     * {@link RingConsumer#takeEach}. It ends with the elements that are there when it begins.
     */
    public int drain(Consumer<byte[]> receiver, int max) {
        Owner me = queue.self();
        requireNotLent();
        if (max <= 0 || !mayHaveSome(me)) {
            return 0;
        }
        try {
            // All at once: a death takes the whole batch, or nothing.
            Integer taken = underLock(
                    me,
                    () -> queue.isClosedNow()
                            ? 0
                            : queue.consumer.takeEach(receiver, (int) Math.min(max, queue.ring.size())));
            return taken == null ? 0 : taken;
        } finally {
            wakeProducer();
        }
    }

    /** The next element to be taken, which stays; null if there is none. It needs no lock, so any thread may look. */
    public byte @Nullable [] peek() {
        queue.self();
        return queue.isClosedNow() ? null : new RingCursor(queue.ring).next();
    }

    /** Runs a look or a change under the consumers' lock; null if that cannot be taken soon. */
    private <T> @Nullable T underLock(Owner me, Supplier<@Nullable T> work) {
        T result = null;
        try {
            if (!begin(me)) {
                return null;
            }
            try {
                result = work.get();
            } finally {
                queue.consumers.pass(me);
            }
        } catch (Error e) {
            queue.consumers.giveUp(me);
            if (result == null) {
                throw e;
            }
            // The work is done: as in takeOrSeal.
        }
        return result;
    }

    /** True once nothing can come any more. */
    public boolean isEnded() {
        return queue.isClosed() && (queue.isClosedNow() || queue.ring.isSealed());
    }

    /** True if it is closed and empty, whether or not a consumer has noticed. */
    public boolean isDrained() {
        if (queue.isClosed() && queue.isClosedNow()) {
            return true;
        }
        if (!queue.isClosed() || queue.ring.isReadable()) {
            return false;
        }
        if (queue.consumers.isSingles()) {
            return queue.ring.isSealed();
        }
        Owner me = queue.self();
        requireNotLent();
        return Boolean.TRUE.equals(underLock(me, () -> seal(me)));
    }

    /** The thread holds the lock already then, and the end of the inner call would release it. */
    private void requireNotLent() {
        if (queue.consumer.isLentToCaller()) {
            throw new IllegalStateException(queue.where()
                    + ": the collection that drainTo adds to takes from this queue; take after drainTo has returned");
        }
    }

    /** A look that costs others nothing, or costs little; a closed queue has its end to be told. */
    private boolean mayHaveSome(Owner me) {
        return queue.consumers.isBiasedTo(me) || queue.ring.isReadable() || queue.isClosed();
    }

    /** For a call that promises not to wait: false if the lock cannot be taken soon. */
    private boolean begin(Owner me) {
        if (!queue.consumers.resume(me)) {
            if (!queue.consumers.takeSoon(me)) {
                return false;
            }
            lookAgain(me);
        }
        return true;
    }

    /** After the lock was taken, which another thread may have held meanwhile; releases it if this fails. */
    private void lookAgain(Owner me) {
        boolean looked = false;
        try {
            queue.consumer.lookAgain();
            looked = true;
        } finally {
            if (!looked) {
                queue.consumers.pass(me);
            }
        }
    }

    /** Under the consumers' lock, which is released here. */
    private byte @Nullable [] takeOrSeal(Owner me) {
        byte[] element = null;
        try {
            try {
                if (queue.isClosedNow()) {
                    return null;
                }
                element = queue.consumer.take();
                if (element == null && queue.isClosed() && !seal(me)) {
                    element = queue.consumer.take();
                }
            } finally {
                queue.consumers.pass(me);
            }
            if (element != null) {
                wakeProducer();
            }
        } catch (Error e) {
            queue.consumers.giveUp(me);
            if (element == null) {
                throw e;
            }
            // It is taken: the caller must get it. A producer that was not woken looks by itself.
        }
        return element;
    }

    /** Under the consumers' lock, for a closed queue: says that no element will ever follow; false if one has come, or may. */
    private boolean seal(Owner me) {
        // [SEAL] after CLOSED, which every producer sees that takes the lock after this.
        return queue.producers.awaitPause(me) && queue.ring.seal();
    }

    private void wakeProducer() {
        // [SLEEP] the waker's side: HEAD was stored before; the fence was the lock's, or is the sleeper's.
        queue.notFull.wakeIfAsleep();
    }

    /** A wait for an element, or for the end. */
    private final class Element implements WaitingLoop.Attempt {

        private boolean isThere;

        @Override
        public long attempt() {
            isThere = queue.ring.isReadable();
            return isThere || queue.isClosed() ? WaitingLoop.DONE : Owner.NOBODY;
        }

        @Override
        public boolean shouldLook() {
            return queue.ring.isReadable() || queue.isClosed();
        }

        /** If there is one more than this thread is about to take. */
        @Override
        public boolean propagates() {
            return queue.ring.size() > (isThere ? 1 : 0);
        }
    }
}
