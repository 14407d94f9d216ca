package io.interlock.ordering;

import io.interlock.sync.ShmLock;
import io.interlock.sync.ShmReentrantLock;
import org.jetbrains.lincheck.datastructures.Operation;
import org.jetbrains.lincheck.datastructures.Param;
import org.jetbrains.lincheck.datastructures.ThreadIdGen;

/** What Lincheck does to locks, and what they ought to do; see {@link Linearizability}. */
final class LockOperations {

    private LockOperations() {}

    /** The lock of a thread: the locking thread is part of what happens. */
    @Param(name = "me", gen = ThreadIdGen.class)
    public static final class Locks {

        private final ShmLock lock = Pool.region().lock(Pool.fresh());

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

        private final ShmReentrantLock lock = Pool.region().reentrantLock(Pool.fresh());

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
}
