package io.interlock.collection;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * What the storms write. A value's bytes are all the same but for the first eight, which say how many there are and which; so a
 * value that was read half of one and half of another shows.
 */
final class StormValue {

    static final int HEAD_BYTES = 8;

    private static final int MAX_BYTES = 1_500;
    private static final int LARGE_ONCE_IN = 100;
    private static final int LARGE_BYTES = 40_000;

    private StormValue() {}

    static byte[] next(SplittableRandom random) {
        int length = HEAD_BYTES + random.nextInt(random.nextInt(LARGE_ONCE_IN) == 0 ? LARGE_BYTES : MAX_BYTES);
        byte fill = (byte) random.nextInt();
        byte[] value = new byte[length];
        Arrays.fill(value, HEAD_BYTES, length, fill);
        ByteBuffer.wrap(value).putInt(length).putInt(fill);
        return value;
    }

    static boolean isWhole(byte[] value) {
        ByteBuffer bytes = ByteBuffer.wrap(value);
        boolean whole = bytes.getInt() == value.length;
        int fill = bytes.getInt();
        while (whole && bytes.hasRemaining()) {
            whole = bytes.get() == fill;
        }
        return whole;
    }

    /** A counter's value, in the same collection. */
    static byte[] ofCount(long count) {
        return ByteBuffer.allocate(Long.BYTES).putLong(count).array();
    }

    static long countOf(byte[] value) {
        return ByteBuffer.wrap(value).getLong();
    }
}
