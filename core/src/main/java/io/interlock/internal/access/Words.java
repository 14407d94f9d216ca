package io.interlock.internal.access;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * Each kind of access to an {@code int} or {@code long} of shared memory: {@link MappedMemory}'s methods of these names, which
 * say what holds for all.
 *
 * <p>For callers that keep the buffer itself. From their field to the word there are two loads, through a {@link MappedMemory}
 * three, and what follows a locked instruction waits for each: {@code ValueBenchmark.uncontended} shows it.
 */
public final class Words {

    private static final VarHandle INT = MethodHandles.byteBufferViewVarHandle(int[].class, ByteOrder.nativeOrder());
    private static final VarHandle LONG = MethodHandles.byteBufferViewVarHandle(long[].class, ByteOrder.nativeOrder());

    private Words() {}

    public static int getInt(ByteBuffer buffer, int offset) {
        return (int) INT.get(buffer, offset);
    }

    public static void putInt(ByteBuffer buffer, int offset, int value) {
        CrashPoints.beforeStore();
        INT.set(buffer, offset, value);
    }

    public static int getIntOpaque(ByteBuffer buffer, int offset) {
        return (int) INT.getOpaque(buffer, offset);
    }

    public static int getIntAcquire(ByteBuffer buffer, int offset) {
        return (int) INT.getAcquire(buffer, offset);
    }

    public static int getIntVolatile(ByteBuffer buffer, int offset) {
        return (int) INT.getVolatile(buffer, offset);
    }

    public static void putIntOpaque(ByteBuffer buffer, int offset, int value) {
        CrashPoints.beforeStore();
        INT.setOpaque(buffer, offset, value);
    }

    public static void putIntRelease(ByteBuffer buffer, int offset, int value) {
        CrashPoints.beforeStore();
        INT.setRelease(buffer, offset, value);
    }

    public static void putIntVolatile(ByteBuffer buffer, int offset, int value) {
        CrashPoints.beforeStore();
        INT.setVolatile(buffer, offset, value);
    }

    public static int getAndSetInt(ByteBuffer buffer, int offset, int value) {
        CrashPoints.beforeStore();
        return (int) INT.getAndSet(buffer, offset, value);
    }

    public static boolean compareAndSetInt(ByteBuffer buffer, int offset, int expected, int value) {
        CrashPoints.beforeStore();
        return INT.compareAndSet(buffer, offset, expected, value);
    }

    public static int compareAndExchangeInt(ByteBuffer buffer, int offset, int expected, int value) {
        CrashPoints.beforeStore();
        return (int) INT.compareAndExchange(buffer, offset, expected, value);
    }

    public static int getAndAddInt(ByteBuffer buffer, int offset, int delta) {
        CrashPoints.beforeStore();
        return (int) INT.getAndAdd(buffer, offset, delta);
    }

    public static long getLong(ByteBuffer buffer, int offset) {
        return (long) LONG.get(buffer, offset);
    }

    public static void putLong(ByteBuffer buffer, int offset, long value) {
        CrashPoints.beforeStore();
        LONG.set(buffer, offset, value);
    }

    public static long getLongOpaque(ByteBuffer buffer, int offset) {
        return (long) LONG.getOpaque(buffer, offset);
    }

    public static long getLongAcquire(ByteBuffer buffer, int offset) {
        return (long) LONG.getAcquire(buffer, offset);
    }

    public static long getLongVolatile(ByteBuffer buffer, int offset) {
        return (long) LONG.getVolatile(buffer, offset);
    }

    public static void putLongOpaque(ByteBuffer buffer, int offset, long value) {
        CrashPoints.beforeStore();
        LONG.setOpaque(buffer, offset, value);
    }

    public static void putLongRelease(ByteBuffer buffer, int offset, long value) {
        CrashPoints.beforeStore();
        LONG.setRelease(buffer, offset, value);
    }

    public static void putLongVolatile(ByteBuffer buffer, int offset, long value) {
        CrashPoints.beforeStore();
        LONG.setVolatile(buffer, offset, value);
    }

    public static boolean compareAndSetLong(ByteBuffer buffer, int offset, long expected, long value) {
        CrashPoints.beforeStore();
        return LONG.compareAndSet(buffer, offset, expected, value);
    }

    public static long compareAndExchangeLong(ByteBuffer buffer, int offset, long expected, long value) {
        CrashPoints.beforeStore();
        return (long) LONG.compareAndExchange(buffer, offset, expected, value);
    }

    public static long getAndAddLong(ByteBuffer buffer, int offset, long delta) {
        CrashPoints.beforeStore();
        return (long) LONG.getAndAdd(buffer, offset, delta);
    }

    public static long getAndSetLong(ByteBuffer buffer, int offset, long value) {
        CrashPoints.beforeStore();
        return (long) LONG.getAndSet(buffer, offset, value);
    }
}
