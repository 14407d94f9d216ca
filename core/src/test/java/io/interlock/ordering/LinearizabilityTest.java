package io.interlock.ordering;

import io.interlock.sync.ShmEvent;
import io.interlock.sync.ShmLatch;
import io.interlock.sync.ShmLock;
import io.interlock.sync.ShmReentrantLock;
import io.interlock.sync.ShmSemaphore;
import io.interlock.testing.Workspace;
import io.interlock.value.ShmLong;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.jetbrains.lincheck.datastructures.IntGen;
import org.jetbrains.lincheck.datastructures.Operation;
import org.jetbrains.lincheck.datastructures.Param;
import org.jetbrains.lincheck.datastructures.ThreadIdGen;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Locks, semaphores and values: what threads do to them at once has an order; see {@link Linearizability}. */
class LinearizabilityTest {

    private static final AtomicLong FRESH = new AtomicLong();

    private static final List<Class<?>> TYPES =
            List.of(Locks.class, ReentrantLocks.class, Semaphores.class, Events.class, Latches.class, Longs.class);

    @RegisterExtension
    final Workspace workspace = new Workspace();

    @Test
    @Timeout(600) // watchdog against a hang
    void everyRunHasAnOrder(@TempDir Path temporary) throws Exception {
        Linearizability.check(TYPES, workspace, temporary);
    }

    /** Each run has primitives of its own. */
    private static String fresh() {
        return "fresh" + FRESH.getAndIncrement();
    }

    /** The lock of a thread: who locks is part of what happens. */
    @Param(name = "me", gen = ThreadIdGen.class)
    public static final class Locks {

        private final ShmLock lock = Pool.region().lock(fresh());

        @Operation
        public boolean tryLock(@Param(name = "me") int me) {
            return lock.tryLock();
        }

        @Operation
        public void unlock(@Param(name = "me") int me) {
            lock.unlock();
        }

        @Operation
        public boolean isLocked() {
            return lock.isLocked();
        }

        @Operation
        public boolean isHeldByCurrentThread(@Param(name = "me") int me) {
            return lock.isHeldByCurrentThread();
        }

        /** As it ought to be. */
        public static final class Plain {
            private static final int NOBODY = -1;
            private int owner = NOBODY;

            public boolean tryLock(int me) {
                boolean free = owner == NOBODY;
                owner = free ? me : owner;
                return free;
            }

            public void unlock(int me) {
                if (owner != me) {
                    throw new IllegalMonitorStateException();
                }
                owner = NOBODY;
            }

            public boolean isLocked() {
                return owner != NOBODY;
            }

            public boolean isHeldByCurrentThread(int me) {
                return owner == me;
            }
        }
    }

    /** The same, taken again. */
    @Param(name = "me", gen = ThreadIdGen.class)
    public static final class ReentrantLocks {

        private final ShmReentrantLock lock = Pool.region().reentrantLock(fresh());

        @Operation
        public boolean tryLock(@Param(name = "me") int me) {
            return lock.tryLock();
        }

        @Operation
        public void unlock(@Param(name = "me") int me) {
            lock.unlock();
        }

        @Operation
        public int getHoldCount(@Param(name = "me") int me) {
            return lock.getHoldCount();
        }

        /** As it ought to be. */
        public static final class Plain {
            private int owner;
            private int holds;

            public boolean tryLock(int me) {
                if (holds > 0 && owner != me) {
                    return false;
                }
                owner = me;
                holds++;
                return true;
            }

            public void unlock(int me) {
                if (getHoldCount(me) == 0) {
                    throw new IllegalMonitorStateException();
                }
                holds--;
            }

            public int getHoldCount(int me) {
                return owner == me ? holds : 0;
            }
        }
    }

    /** Permits. */
    @Param(name = "permits", gen = IntGen.class, conf = "1:2")
    public static final class Semaphores {

        private final ShmSemaphore semaphore = Pool.region().semaphore(fresh(), 2);

        @Operation
        public boolean tryAcquire(@Param(name = "permits") int permits) {
            return semaphore.tryAcquire(permits);
        }

        @Operation
        public void release(@Param(name = "permits") int permits) {
            semaphore.release(permits);
        }

        @Operation
        public int availablePermits() {
            return semaphore.availablePermits();
        }

        @Operation
        public int drainPermits() {
            return semaphore.drainPermits();
        }

        /** As it ought to be. */
        public static final class Plain {
            private int available = 2;

            public boolean tryAcquire(int permits) {
                boolean enough = available >= permits;
                available -= enough ? permits : 0;
                return enough;
            }

            public void release(int permits) {
                available += permits;
            }

            public int availablePermits() {
                return available;
            }

            public int drainPermits() {
                int drained = available;
                available = 0;
                return drained;
            }
        }
    }

    /** A flag. */
    public static final class Events {

        private final ShmEvent event = Pool.region().event(fresh());

        @Operation
        public void set() {
            event.set();
        }

        @Operation
        public void clear() {
            event.clear();
        }

        @Operation
        public boolean isSet() {
            return event.isSet();
        }

        /** As it ought to be. */
        public static final class Plain {
            private boolean set;

            public void set() {
                set = true;
            }

            public void clear() {
                set = false;
            }

            public boolean isSet() {
                return set;
            }
        }
    }

    /** A count that stops at zero. */
    public static final class Latches {

        private final ShmLatch latch = Pool.region().latch(fresh(), 3);

        @Operation
        public void countDown() {
            latch.countDown();
        }

        @Operation
        public long getCount() {
            return latch.getCount();
        }

        /** As it ought to be. */
        public static final class Plain {
            private long count = 3;

            public void countDown() {
                count = Math.max(0, count - 1);
            }

            public long getCount() {
                return count;
            }
        }
    }

    /** A number. */
    @Param(name = "number", gen = IntGen.class, conf = "0:3")
    public static final class Longs {

        private final ShmLong value = Pool.region().longValue(fresh());

        @Operation
        public long get() {
            return value.get();
        }

        @Operation
        public void set(@Param(name = "number") int number) {
            value.set(number);
        }

        @Operation
        public long getAndAdd(@Param(name = "number") int number) {
            return value.getAndAdd(number);
        }

        @Operation
        public boolean compareAndSet(@Param(name = "number") int expected, @Param(name = "number") int number) {
            return value.compareAndSet(expected, number);
        }

        @Operation
        public long update(@Param(name = "number") int number) {
            return value.update(before -> 2 * before + number);
        }

        /** As it ought to be. */
        public static final class Plain {
            private long value;

            public long get() {
                return value;
            }

            public void set(int number) {
                value = number;
            }

            public long getAndAdd(int number) {
                long before = value;
                value += number;
                return before;
            }

            public boolean compareAndSet(int expected, int number) {
                boolean same = value == expected;
                value = same ? number : value;
                return same;
            }

            public long update(int number) {
                value = 2 * value + number;
                return value;
            }
        }
    }
}
