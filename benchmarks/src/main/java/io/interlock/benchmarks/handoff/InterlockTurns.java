package io.interlock.benchmarks.handoff;

import io.interlock.sync.ShmBarrier;
import io.interlock.sync.ShmCondition;
import io.interlock.sync.ShmEvent;
import io.interlock.sync.ShmLock;
import io.interlock.sync.ShmSemaphore;
import io.interlock.value.ShmLong;
import java.util.concurrent.BrokenBarrierException;

/** One end of a pair, by each primitive. {@code handoff.c} does the same, step by step; change both. */
final class InterlockTurns {

    private InterlockTurns() {}

    /** Words that are only written by the other end, so that a line crosses once per direction. */
    static final class Raw implements Turns {

        private static final long serialVersionUID = 1;

        /** Beyond what any answer takes of an end that runs: it has no processor, and may need ours. */
        private static final int SPINS = 20_000;

        private final ShmLong mine;
        private final ShmLong others;
        private long received;
        private long sent;

        Raw(ShmLong mine, ShmLong others) {
            this.mine = mine;
            this.others = others;
        }

        @Override
        public void handOver() {
            others.set(++sent);
        }

        @Override
        @SuppressWarnings("ThreadPriorityCheck") // Only where processors are short; correct without it.
        public void await() {
            long next = ++received;
            for (int spins = 0; mine.get() != next; spins++) {
                if (spins < SPINS) {
                    Thread.onSpinWait();
                } else {
                    Thread.yield();
                }
            }
        }
    }

    record Semaphores(ShmSemaphore mine, ShmSemaphore others) implements Turns {

        @Override
        public void handOver() {
            others.release();
        }

        @Override
        public void await() throws InterruptedException {
            mine.acquire();
        }
    }

    record Events(ShmEvent mine, ShmEvent others) implements Turns {

        @Override
        public void handOver() {
            others.set();
        }

        @Override
        public void await() throws InterruptedException {
            mine.await();
            mine.clear();
        }
    }

    /** The flag: 0, or the end whose turn it is; read and written only under the lock. */
    record Condition(ShmLock lock, ShmCondition changed, ShmLong turn, int me) implements Turns {

        private static final int BOTH = 1 + 2;

        @Override
        public void handOver() {
            lock.lock();
            try {
                turn.setPlain(BOTH - me);
                changed.signal();
            } finally {
                lock.unlock();
            }
        }

        @Override
        public void await() throws InterruptedException {
            lock.lock();
            try {
                while (turn.getPlain() != me) {
                    changed.await();
                }
                turn.setPlain(0);
            } finally {
                lock.unlock();
            }
        }
    }

    record Barrier(ShmBarrier barrier, boolean first) implements Turns {

        @Override
        public void handOver() {
            if (first) {
                meet();
            }
        }

        @Override
        public void await() {
            if (!first) {
                meet();
            }
        }

        private void meet() {
            try {
                barrier.await();
            } catch (BrokenBarrierException e) {
                throw new IllegalStateException("somebody left the barrier of two", e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException("interrupted at the barrier of two", e);
            }
        }
    }
}
