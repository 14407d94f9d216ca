package io.interlock.benchmarks.harness.worker;

import io.interlock.benchmarks.harness.control.ControlBlock;
import io.interlock.benchmarks.harness.control.ControlLayout;
import io.interlock.benchmarks.harness.driver.Driver;
import io.interlock.benchmarks.harness.driver.ListDriver;
import io.interlock.benchmarks.harness.driver.LockDriver;
import io.interlock.benchmarks.harness.driver.MapDriver;
import io.interlock.benchmarks.harness.driver.ReadWriteDriver;
import io.interlock.benchmarks.harness.driver.ValueDriver;

/** What a closed loop repeats, in two parts, the first of which is timed now and then. A JVM loads one of them only. */
interface Operation {

    /** Gets what is wanted. */
    void acquire();

    /** Works with it, and lets it go; returns how much it added to what all count up. */
    int finish();

    /** What all have counted up; only while everybody idles. */
    default void publish() {}

    static Operation of(Driver driver, ControlBlock control, int worker, BusyWork load) {
        if (driver instanceof ReadWriteDriver lock) {
            return new ReadOrWrite(lock, control, worker);
        }
        if (driver instanceof LockDriver lock) {
            return new Guarded(lock, control, worker, load);
        }
        if (driver instanceof ValueDriver value) {
            return new Add(value, control);
        }
        if (driver instanceof MapDriver map) {
            return new MapOperation(map, control.writes(), worker);
        }
        if (driver instanceof ListDriver list) {
            return control.writes() == 0 ? new ListGet(list, worker) : new ListAppend(list, control, worker);
        }
        throw new IllegalArgumentException(driver + ": nobody runs this alone");
    }

    /** Increases a counter that the lock guards. */
    static final class Guarded implements Operation {

        private final LockDriver lock;
        private final ControlBlock control;
        private final int worker;
        private final BusyWork load;

        Guarded(LockDriver lock, ControlBlock control, int worker, BusyWork load) {
            this.lock = lock;
            this.control = control;
            this.worker = worker;
            this.load = load;
        }

        @Override
        public void acquire() {
            lock.lock();
        }

        @Override
        public int finish() {
            control.count(worker);
            load.inside();
            lock.unlock();
            load.outside();
            return 1;
        }
    }

    /**
     * Reads what the lock guards, and increases it now and then: two counters, which are different only while a writer is at
     * work.
     */
    static final class ReadOrWrite implements Operation {

        private final ReadWriteDriver lock;
        private final ControlBlock control;
        private final int worker;
        private final int writes;
        private int due;
        private boolean writing;

        ReadOrWrite(ReadWriteDriver lock, ControlBlock control, int worker) {
            this.lock = lock;
            this.control = control;
            this.worker = worker;
            this.writes = control.writes();
        }

        @Override
        public void acquire() {
            due += writes;
            writing = due >= ControlLayout.WRITES_OF;
            if (writing) {
                due -= ControlLayout.WRITES_OF;
                lock.lock();
            } else {
                lock.lockRead();
            }
        }

        @Override
        public int finish() {
            if (writing) {
                control.count(worker);
                lock.unlock();
                return 1;
            }
            if (!control.isConsistent()) {
                throw new IllegalStateException("a reader saw a writer at work: the lock does not exclude");
            }
            lock.unlockRead();
            return 0;
        }
    }

    /** Adds one to a number. */
    static final class Add implements Operation {

        private final ValueDriver value;
        private final ControlBlock control;

        Add(ValueDriver value, ControlBlock control) {
            this.value = value;
            this.control = control;
        }

        @Override
        public void acquire() {
            value.getAndAdd(1);
        }

        @Override
        public int finish() {
            return 1;
        }

        @Override
        public void publish() {
            control.publish(value.get());
        }
    }
}
