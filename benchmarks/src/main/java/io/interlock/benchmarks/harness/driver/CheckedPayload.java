package io.interlock.benchmarks.harness.driver;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * What is carried or stored, {@value #BYTES} bytes: three words that are written and read, at its beginning and at its end,
 * and nothing in between. The last word follows from the first two, so that a payload of two halves is noticed. Everybody
 * carries all of the bytes.
 */
public final class CheckedPayload {

    public static final int BYTES = 64;

    public static final int FIRST = 0;
    public static final int SECOND = Long.BYTES;
    public static final int LAST = BYTES - Long.BYTES;

    private static final VarHandle WORD = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

    private CheckedPayload() {}

    /** Gets the words of a payload. */
    @FunctionalInterface
    public interface Reader {
        void read(long first, long second, long last);
    }

    /** The last word. */
    public static long last(long first, long second) {
        return ~(first ^ second);
    }

    /** A new one: for what takes arrays over. */
    public static byte[] of(long first, long second) {
        byte[] payload = new byte[BYTES];
        write(payload, first, second);
        return payload;
    }

    public static void write(byte[] to, long first, long second) {
        WORD.set(to, FIRST, first);
        WORD.set(to, SECOND, second);
        WORD.set(to, LAST, last(first, second));
    }

    public static void read(byte[] from, Reader reader) {
        reader.read((long) WORD.get(from, FIRST), (long) WORD.get(from, SECOND), (long) WORD.get(from, LAST));
    }

    /** In place, in the buffer's own order. */
    public static void write(ByteBuffer to, long first, long second) {
        to.putLong(FIRST, first).putLong(SECOND, second).putLong(LAST, last(first, second));
    }

    /** From the buffer's position on. */
    public static void read(ByteBuffer from, Reader reader) {
        int at = from.position();
        reader.read(from.getLong(at + FIRST), from.getLong(at + SECOND), from.getLong(at + LAST));
    }
}
