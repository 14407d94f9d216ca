package io.interlock.benchmarks;

import io.interlock.benchmarks.driver.Driver;
import io.interlock.benchmarks.driver.ValueDriver;

/** Something to count up that one thread has for itself. */
@SuppressWarnings("NullAway.Init") // JMH calls open() first.
public abstract class UncontendedAddState extends UncontendedState {

    private ValueDriver value;

    @Override
    void use(Driver driver) {
        value = (ValueDriver) driver;
    }

    long getAndAdd() {
        return value.getAndAdd(1);
    }
}
