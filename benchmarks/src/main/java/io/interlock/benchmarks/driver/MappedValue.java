package io.interlock.benchmarks.driver;

import io.interlock.benchmarks.control.ControlBlock;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** A word of mapped memory without any library: it lives in the control block. */
public final class MappedValue implements ValueDriver {

    /** What a program would use; its word is the first of {@link #area}. */
    public static final VarHandle LONG = MethodHandles.byteBufferViewVarHandle(long[].class, ByteOrder.nativeOrder());

    private final ByteBuffer area;

    MappedValue(ControlBlock control) {
        area = control.lockArea();
    }

    public ByteBuffer area() {
        return area;
    }

    @Override
    public long getAndAdd(long delta) {
        return (long) LONG.getAndAdd(area, 0, delta);
    }

    @Override
    public long get() {
        return (long) LONG.getVolatile(area, 0);
    }
}
