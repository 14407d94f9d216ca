package io.interlock.benchmarks;

import io.interlock.benchmarks.driver.Driver;
import io.interlock.benchmarks.driver.InterlockValue;
import io.interlock.benchmarks.driver.JavaValue;
import io.interlock.benchmarks.driver.MappedValue;
import io.interlock.benchmarks.driver.ValueDriver;
import io.interlock.value.ShmLong;
import java.nio.ByteBuffer;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * Something to count up that one thread has for itself: the object itself, as a program holds it, where there is one. A driver
 * in between is one load more before the atomic instruction, which costs some more than others.
 */
@SuppressWarnings("NullAway.Init") // JMH calls open() first.
public abstract class UncontendedAddState extends UncontendedState {

    private ValueDriver driver;
    private @Nullable ShmLong shared;
    private @Nullable AtomicLong atomic;
    private @Nullable ByteBuffer mapped;

    @Override
    void use(Driver driver) {
        this.driver = (ValueDriver) driver;
        shared = driver instanceof InterlockValue interlock ? interlock.value() : null;
        atomic = driver instanceof JavaValue java ? java.value() : null;
        mapped = driver instanceof MappedValue value ? value.area() : null;
    }

    long getAndAdd() {
        ShmLong shared = this.shared;
        if (shared != null) {
            return shared.getAndAdd(1);
        }
        AtomicLong atomic = this.atomic;
        if (atomic != null) {
            return atomic.getAndAdd(1);
        }
        ByteBuffer mapped = this.mapped;
        if (mapped != null) {
            return (long) MappedValue.LONG.getAndAdd(mapped, 0, 1L);
        }
        return driver.getAndAdd(1);
    }
}
