package io.interlock.ordering;

import io.interlock.sync.ShmEvent;
import io.interlock.sync.ShmLatch;
import org.jetbrains.lincheck.datastructures.Operation;

/** What Lincheck does to events and latches, and what they ought to do; see {@link Linearizability}. */
final class SignalOperations {

    private SignalOperations() {}

    /** A flag. */
    public static final class Events {

        private final ShmEvent event = Pool.region().event(Pool.fresh());

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

        private final ShmLatch latch = Pool.region().latch(Pool.fresh(), 3);

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
}
