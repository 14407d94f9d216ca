package io.interlock.benchmarks.contender;

import io.interlock.benchmarks.control.ControlBlock;
import io.interlock.benchmarks.driver.ValueDriver;

/** Adds one to a number. */
final class Add implements Operation {

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
