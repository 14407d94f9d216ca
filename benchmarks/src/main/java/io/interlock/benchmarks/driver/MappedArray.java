package io.interlock.benchmarks.driver;

import io.interlock.benchmarks.control.ControlBlock;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** Words of mapped memory without any library: they live in the control block. */
final class MappedArray extends Elements {

    private static final VarHandle LONG = MethodHandles.byteBufferViewVarHandle(long[].class, ByteOrder.nativeOrder());

    private final ByteBuffer area;

    MappedArray(ControlBlock control) {
        area = control.lockArea();
    }

    @Override
    long getAndAdd(int index, long delta) {
        return (long) LONG.getAndAdd(area, index * Long.BYTES, delta);
    }

    @Override
    long get(int index) {
        return (long) LONG.getVolatile(area, index * Long.BYTES);
    }
}
