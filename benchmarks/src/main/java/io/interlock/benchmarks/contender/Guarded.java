package io.interlock.benchmarks.contender;

import io.interlock.benchmarks.control.ControlBlock;
import io.interlock.benchmarks.driver.LockDriver;

/** Increases a counter that the lock guards. */
final class Guarded implements Operation {

    private final LockDriver lock;
    private final ControlBlock control;
    private final int contender;
    private final BusyLoad load;

    Guarded(LockDriver lock, ControlBlock control, int contender, BusyLoad load) {
        this.lock = lock;
        this.control = control;
        this.contender = contender;
        this.load = load;
    }

    @Override
    public void acquire() {
        lock.lock();
    }

    @Override
    public int finish() {
        control.count(contender);
        load.inside();
        lock.unlock();
        load.outside();
        return 1;
    }
}
