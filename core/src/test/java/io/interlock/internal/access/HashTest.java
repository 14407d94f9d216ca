package io.interlock.internal.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import java.util.function.IntFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Keys as programs have them are spread as evenly as random numbers, by each part of their number. */
class HashTest {

    private static final int KEYS = 50_000;
    private static final int CLASSES = 256;

    /** So many standard deviations away, chi squared is of no random numbers: once in a billion of these tests. */
    private static final double MAX_DEVIATIONS = 7;

    @SuppressWarnings("ImmutableEnumChecker") // the lambdas keep nothing
    enum Keys {
        LONGS(i -> buffer(Long.BYTES).putLong(i)),
        HIGH_LONGS(i -> buffer(Long.BYTES).putLong((long) i << 32)),
        PAGES(i -> buffer(Long.BYTES).putLong(i * 4096L)),
        DOUBLES(i -> buffer(Double.BYTES).putDouble(i)),
        INTS(i -> buffer(Integer.BYTES).putInt(i)),
        PAIRS(i -> buffer(2 * Long.BYTES).putLong(i / 200).putLong(i % 200)),
        NAMES(i -> text("key " + i)),
        EIGHT_DIGITS(i -> text(String.format("%08d", i))),
        SIXTEEN_DIGITS(i -> text(String.format("%016d", i)));

        private final IntFunction<ByteBuffer> key;

        Keys(IntFunction<ByteBuffer> key) {
            this.key = key;
        }
    }

    @ParameterizedTest
    @EnumSource
    void eachPartOfTheNumberIsSpread(Keys keys) {
        Random random = new Random(1);
        for (int round = 0; round < 5; round++) {
            long[] numbers = numbers(keys, random.nextLong());
            for (int shift = 0; shift <= Long.SIZE - Byte.SIZE; shift += Byte.SIZE / 2) {
                int by = shift;
                requireSpread(numbers, number -> (int) (number >>> by));
            }
            // A stripe, a tag and the slots: also together.
            requireSpread(numbers, number -> (int) ((number >>> 60 << 4) | (number & 15)));
            requireSpread(numbers, number -> (int) ((number >>> 32 << 4) | (number & 15)));
            requireSpread(numbers, number -> (int) ((number >>> 60 << 4) | ((number >>> 32) & 15)));
        }
    }

    @Test
    void theLengthCounts() {
        assertThat(MappedMemory.hash(new byte[8], 1)).isNotEqualTo(MappedMemory.hash(new byte[16], 1));
        assertThat(MappedMemory.hash(new byte[8], 1)).isNotEqualTo(MappedMemory.hash(new byte[9], 1));
        assertThat(MappedMemory.hash(new byte[0], 1)).isNotEqualTo(MappedMemory.hash(new byte[1], 1));
    }

    @Test
    void aWordHasTheNumberOfItsBytes() {
        for (long word : new long[] {0, 1, -1, 0x0102_0304_0506_0708L}) {
            byte[] bytes = buffer(Long.BYTES)
                    .order(ByteOrder.nativeOrder())
                    .putLong(word)
                    .array();
            assertThat(MappedMemory.hash(word, 5)).isEqualTo(MappedMemory.hash(bytes, 5));
        }
    }

    @FunctionalInterface
    private interface Part {
        /** Only the lowest byte counts. */
        int of(long number);
    }

    private static void requireSpread(long[] numbers, Part part) {
        int[] counts = new int[CLASSES];
        for (long number : numbers) {
            counts[part.of(number) & (CLASSES - 1)]++;
        }
        double expected = (double) numbers.length / CLASSES;
        double chiSquared = 0;
        for (int count : counts) {
            chiSquared += (count - expected) * (count - expected) / expected;
        }
        int freedom = CLASSES - 1;
        assertThat((chiSquared - freedom) / Math.sqrt(2.0 * freedom)).isBetween(-MAX_DEVIATIONS, MAX_DEVIATIONS);
    }

    private static long[] numbers(Keys keys, long seed) {
        long[] numbers = new long[KEYS];
        for (int i = 0; i < KEYS; i++) {
            numbers[i] = MappedMemory.hash(keys.key.apply(i).array(), seed);
        }
        return numbers;
    }

    private static ByteBuffer buffer(int bytes) {
        return ByteBuffer.allocate(bytes);
    }

    private static ByteBuffer text(String text) {
        return ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
    }
}
