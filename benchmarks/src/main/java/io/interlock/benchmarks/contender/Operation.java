package io.interlock.benchmarks.contender;

import io.interlock.benchmarks.control.ControlBlock;
import io.interlock.benchmarks.driver.AttachDriver;
import io.interlock.benchmarks.driver.Driver;
import io.interlock.benchmarks.driver.HandOffDriver;
import io.interlock.benchmarks.driver.ListDriver;
import io.interlock.benchmarks.driver.LockDriver;
import io.interlock.benchmarks.driver.MapDriver;
import io.interlock.benchmarks.driver.ReadWriteDriver;
import io.interlock.benchmarks.driver.StreamDriver;
import io.interlock.benchmarks.driver.ValueDriver;

/** What a closed loop repeats, in two parts, the first of which is timed now and then. A JVM loads one of them only. */
interface Operation {

    /** Gets what is wanted. */
    void acquire();

    /** Works with it, and lets it go; returns how much it added to what all count up. */
    int finish();

    /** What all have counted up; only while everybody idles. */
    default void publish() {}

    static Operation of(Driver driver, ControlBlock control, int contender, BusyLoad load) {
        if (driver instanceof ReadWriteDriver lock) {
            return new ReadOrWrite(lock, control, contender);
        }
        if (driver instanceof LockDriver lock) {
            return new Guarded(lock, control, contender, load);
        }
        if (driver instanceof ValueDriver value) {
            return new Add(value, control);
        }
        if (driver instanceof MapDriver map) {
            return new MapOperation(map.map(), control.writes(), contender);
        }
        if (driver instanceof ListDriver list) {
            return control.writes() == 0
                    ? new ListGet(list.list(), contender)
                    : new ListAppend(list.list(), control, contender);
        }
        if (driver instanceof HandOffDriver || driver instanceof StreamDriver || driver instanceof AttachDriver) {
            throw new IllegalArgumentException(driver + ": nobody runs this alone");
        }
        throw new AssertionError(driver);
    }
}
