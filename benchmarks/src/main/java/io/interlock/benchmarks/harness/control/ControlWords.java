package io.interlock.benchmarks.harness.control;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** 64-bit words of mapped memory, with the access mode in each method's name. */
final class ControlWords {

    private static final VarHandle LONG = MethodHandles.byteBufferViewVarHandle(long[].class, ByteOrder.nativeOrder());

    private final ByteBuffer buffer;

    ControlWords(ByteBuffer buffer) {
        this.buffer = buffer.order(ByteOrder.nativeOrder());
    }

    ControlWords slice(int offset, int length) {
        return new ControlWords(buffer.slice(offset, length));
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
