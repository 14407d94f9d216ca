package io.interlock.benchmarks.control;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** 64-bit words of mapped memory, with the access mode in each method's name. */
final class Words {

    private static final VarHandle LONG = MethodHandles.byteBufferViewVarHandle(long[].class, ByteOrder.nativeOrder());

    private final ByteBuffer buffer;

    Words(ByteBuffer buffer) {
        this.buffer = buffer.order(ByteOrder.nativeOrder());
    }

    Words slice(int offset, int length) {
        return new Words(buffer.slice(offset, length));
    }

    ByteBuffer buffer() {
        return buffer;
    }

    long get(int offset) {
        return (long) LONG.get(buffer, offset);
    }

    void put(int offset, long value) {
        LONG.set(buffer, offset, value);
    }

    long getAcquire(int offset) {
        return (long) LONG.getAcquire(buffer, offset);
    }

    void putRelease(int offset, long value) {
        LONG.setRelease(buffer, offset, value);
    }
}
