package io.interlock.internal.codec;

import io.interlock.collection.Codec;
import io.interlock.collection.Codecs;
import java.io.Serial;
import java.io.Serializable;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The codecs of strings, byte arrays, numbers and booleans, which {@link Codecs} hands out. */
public final class BasicCodecs {

    public static final Codec<String> STRING = new OfBytes<>(
            "utf8",
            value -> value.getBytes(StandardCharsets.UTF_8),
            bytes -> new String(bytes, StandardCharsets.UTF_8));

    public static final Codec<byte[]> BYTES = new OfBytes<>("bytes", value -> value, bytes -> bytes);

    public static final Codec<Integer> INT =
            new OfNumber<>("int32", Integer.BYTES, ByteBuffer::putInt, ByteBuffer::getInt);

    public static final Codec<Long> LONG =
            new OfNumber<>("int64", Long.BYTES, ByteBuffer::putLong, ByteBuffer::getLong);

    public static final Codec<Short> SHORT =
            new OfNumber<>("int16", Short.BYTES, ByteBuffer::putShort, ByteBuffer::getShort);

    public static final Codec<Byte> BYTE = new OfNumber<>("int8", Byte.BYTES, ByteBuffer::put, ByteBuffer::get);

    public static final Codec<Character> CHAR =
            new OfNumber<>("char16", Character.BYTES, ByteBuffer::putChar, ByteBuffer::getChar);

    public static final Codec<Double> DOUBLE =
            new OfNumber<>("float64", Double.BYTES, ByteBuffer::putDouble, ByteBuffer::getDouble);

    public static final Codec<Float> FLOAT =
            new OfNumber<>("float32", Float.BYTES, ByteBuffer::putFloat, ByteBuffer::getFloat);

    public static final Codec<Boolean> BOOLEAN =
            new OfNumber<>("bool", Byte.BYTES, (to, value) -> to.put((byte) (value ? 1 : 0)), from -> from.get() != 0);

    private static final Map<String, Codec<?>> BASIC = Stream.of(
                    STRING, BYTES, INT, LONG, SHORT, BYTE, CHAR, DOUBLE, FLOAT, BOOLEAN)
            .collect(Collectors.toUnmodifiableMap(Codec::id, codec -> codec));

    private BasicCodecs() {}

    /** The codec without parameters of this id. */
    public static Codec<?> basic(String id) {
        return Objects.requireNonNull(BASIC.get(id), () -> "codec=" + id + ": none of this name");
    }

    /** A codec that takes the whole array. */
    private record OfBytes<T>(String id, Function<T, byte[]> encoder, Function<byte[], T> decoder)
            implements OwnedCodec<T>, Serializable {

        @Serial
        private Object writeReplace() {
            return new BasicCodecHandle(id);
        }

        @Override
        public byte[] encode(T value) {
            return encoder.apply(value);
        }

        @Override
        public T decode(ByteBuffer bytes) {
            byte[] copy = new byte[bytes.remaining()];
            bytes.get(copy);
            return decoder.apply(copy);
        }

        @Override
        public T decodeOwned(byte[] bytes) {
            return decoder.apply(bytes);
        }
    }

    /** Puts a value into a buffer. */
    @FunctionalInterface
    private interface Putter<T> {
        ByteBuffer put(ByteBuffer to, T value);
    }

    /** A codec of a fixed size, in big-endian order. */
    private record OfNumber<T>(String id, int bytes, Putter<T> putter, Function<ByteBuffer, T> getter)
            implements Codec<T>, Serializable {

        @Serial
        private Object writeReplace() {
            return new BasicCodecHandle(id);
        }

        @Override
        public byte[] encode(T value) {
            ByteBuffer buffer = ByteBuffer.allocate(bytes);
            putter.put(buffer, value);
            return buffer.array();
        }

        @Override
        public T decode(ByteBuffer from) {
            if (from.remaining() != bytes) {
                throw new IllegalArgumentException("expected=" + bytes + " bytes, found=" + from.remaining());
            }
            return getter.apply(from);
        }
    }
}
