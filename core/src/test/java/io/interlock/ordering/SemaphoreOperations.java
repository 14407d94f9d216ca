package io.interlock.ordering;

import io.interlock.sync.OnHolderDeath;
import io.interlock.sync.ShmBoundedSemaphore;
import io.interlock.sync.ShmSemaphore;
import java.util.function.IntConsumer;
import java.util.function.IntPredicate;
import java.util.function.IntSupplier;
import org.jetbrains.lincheck.datastructures.IntGen;
import org.jetbrains.lincheck.datastructures.Operation;
import org.jetbrains.lincheck.datastructures.Param;

/** What Lincheck does to semaphores, and what they ought to do; see {@link Linearizability}. */
final class SemaphoreOperations {

    private static final int START = 3;

    private SemaphoreOperations() {}

    /** Those of one semaphore. */
    @Param(name = "permits", gen = IntGen.class, conf = "1:2")
    abstract static class Permits {

        private final IntPredicate tryAcquire;
        private final IntConsumer release;
        private final IntSupplier availablePermits;
        private final IntSupplier drainPermits;

        private Permits(ShmSemaphore semaphore) {
            this.tryAcquire = semaphore::tryAcquire;
            this.release = semaphore::release;
            this.availablePermits = semaphore::availablePermits;
            this.drainPermits = semaphore::drainPermits;
        }

        private Permits(ShmBoundedSemaphore semaphore) {
            this.tryAcquire = semaphore::tryAcquire;
            this.release = semaphore::release;
            this.availablePermits = semaphore::availablePermits;
            this.drainPermits = semaphore::drainPermits;
        }

        @Operation
        public boolean tryAcquire(@Param(name = "permits") int permits) {
            return tryAcquire.test(permits);
        }

        @Operation
        public void release(@Param(name = "permits") int permits) {
            release.accept(permits);
        }

        @Operation
        public int availablePermits() {
            return availablePermits.getAsInt();
        }

        @Operation
        public int drainPermits() {
            return drainPermits.getAsInt();
        }
    }

    /** As they ought to be. */
    public abstract static class PlainPermits {
        private final int most;
        private int available = START;

        private PlainPermits(int most) {
            this.most = most;
        }

        public boolean tryAcquire(int permits) {
            boolean enough = available >= permits;
            available -= enough ? permits : 0;
            return enough;
        }

        public void release(int permits) {
            if (available + permits > most) {
                throw new IllegalStateException();
            }
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

    /** Without a most. */
    public static final class Semaphores extends Permits {

        public Semaphores() {
            super(Pool.region().semaphore(Pool.fresh(), START));
        }

        /** As it ought to be. */
        public static final class Plain extends PlainPermits {
            public Plain() {
                super(Integer.MAX_VALUE);
            }
        }
    }

    /** Bounded, a count. */
    public static final class KeepingSemaphores extends Permits {

        public KeepingSemaphores() {
            super(Pool.region().boundedSemaphore(Pool.fresh(), START, OnHolderDeath.KEEP));
        }

        /** As it ought to be. */
        public static final class Plain extends PlainPermits {
            public Plain() {
                super(START);
            }
        }
    }

    /** Bounded, cells of processes. */
    public static final class ReturningSemaphores extends Permits {

        public ReturningSemaphores() {
            super(Pool.region().boundedSemaphore(Pool.fresh(), START, OnHolderDeath.RETURN));
        }

        /** As it ought to be. */
        public static final class Plain extends PlainPermits {
            public Plain() {
                super(START);
            }
        }
    }
}
