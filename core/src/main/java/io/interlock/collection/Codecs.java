package io.interlock.collection;

import io.interlock.memory.Handled;
import java.io.Serial;
import java.io.Serializable;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Codecs for common types; for others implement {@link Codec}.
 *
 * <p><b>Ids:</b> those of enums and records hold a fingerprint of the constants' names or of the components' names, types and
 * codecs: a program with another version of the class is refused when it attaches, instead of reading wrongly.
 */
public final class Codecs {

    private static final Codec<String> STRING = new OfBytes<>(
            "utf8",
            value -> value.getBytes(StandardCharsets.UTF_8),
            bytes -> new String(bytes, StandardCharsets.UTF_8));

    private static final Codec<byte[]> BYTES = new OfBytes<>("bytes", value -> value, bytes -> bytes);

    private static final Codec<Integer> INT =
            new OfNumber<>("int32", Integer.BYTES, ByteBuffer::putInt, ByteBuffer::getInt);

    private static final Codec<Long> LONG =
            new OfNumber<>("int64", Long.BYTES, ByteBuffer::putLong, ByteBuffer::getLong);

    private static final Codec<Short> SHORT =
            new OfNumber<>("int16", Short.BYTES, ByteBuffer::putShort, ByteBuffer::getShort);

    private static final Codec<Byte> BYTE = new OfNumber<>("int8", Byte.BYTES, ByteBuffer::put, ByteBuffer::get);

    private static final Codec<Character> CHAR =
            new OfNumber<>("char16", Character.BYTES, ByteBuffer::putChar, ByteBuffer::getChar);

    private static final Codec<Double> DOUBLE =
            new OfNumber<>("float64", Double.BYTES, ByteBuffer::putDouble, ByteBuffer::getDouble);

    private static final Codec<Float> FLOAT =
            new OfNumber<>("float32", Float.BYTES, ByteBuffer::putFloat, ByteBuffer::getFloat);

    private static final Codec<Boolean> BOOLEAN =
            new OfNumber<>("bool", Byte.BYTES, (to, value) -> to.put((byte) (value ? 1 : 0)), from -> from.get() != 0);

    private static final Map<String, Codec<?>> BASIC = Stream.of(
                    STRING, BYTES, INT, LONG, SHORT, BYTE, CHAR, DOUBLE, FLOAT, BOOLEAN)
            .collect(Collectors.toUnmodifiableMap(Codec::id, codec -> codec));

    private Codecs() {}

    /** The codec without parameters of this id. */
    static Codec<?> basic(String id) {
        return Objects.requireNonNull(BASIC.get(id), () -> "codec=" + id + ": none of this name");
    }

    /** Strings, as UTF-8; what has no UTF-8, an unpaired surrogate, becomes a question mark. */
    public static Codec<String> string() {
        return STRING;
    }

    /** Arrays of bytes, as they are; not to be changed by anybody once they were handed over. */
    public static Codec<byte[]> bytes() {
        return BYTES;
    }

    public static Codec<Integer> int32() {
        return INT;
    }

    public static Codec<Long> int64() {
        return LONG;
    }

    public static Codec<Short> int16() {
        return SHORT;
    }

    public static Codec<Byte> int8() {
        return BYTE;
    }

    public static Codec<Character> char16() {
        return CHAR;
    }

    public static Codec<Double> float64() {
        return DOUBLE;
    }

    public static Codec<Float> float32() {
        return FLOAT;
    }

    public static Codec<Boolean> bool() {
        return BOOLEAN;
    }

    /** The constants of an enum, by their place among them; their names and order are part of the id. */
    public static <E extends Enum<E>> Codec<E> ofEnum(Class<E> type) {
        return EnumCodec.of(type);
    }

    /**
     * A record, component by component; components are strings, numbers, booleans, {@code byte[]}, enums and records of such,
     * or null.
     *
     * @throws IllegalArgumentException if a component has another type
     */
    public static <R extends Record> Codec<R> ofRecord(Class<R> type) {
        return ofRecord(type, Map.of());
    }

    /**
     * A record with components of other types too.
     *
     * @param others the codec for each such type; of the same class, or it is not found
     */
    public static <R extends Record> Codec<R> ofRecord(Class<R> type, Map<Class<?>, Codec<?>> others) {
        return RecordCodec.of(type, others);
    }

    /**
     * Serializable objects: slow and large, for types that no other codec fits.
     *
     * <p>Only objects of the named classes and their superclasses, strings, boxed primitives, and arrays of these are written
     * and read. A named JDK class also allows what that class itself writes: {@code HashMap}, {@code BigDecimal},
     * {@code Instant}, {@code EnumMap} and the like need no further names, though the classes of a collection's elements do. A
     * named interface or abstract class of the JDK, such as {@code List}, allows its JDK implementations, those of
     * {@code List.of} and {@code Collections} too. Lambdas cannot be allowed.
     *
     * <p>A value that holds an object of any other class, nests objects deeper than 64 levels, or cannot be read back for any
     * reason is refused with {@link IllegalArgumentException} by the method that would store it, before anything is stored; the
     * message names the class. To find that out, each value that is written is also read once.
     *
     * @param allowed the classes besides {@code type} that may be inside
     */
    public static <T extends Serializable> Codec<T> serializable(Class<T> type, Class<?>... allowed) {
        return new SerializableCodec<>(type, allowed);
    }

    /**
     * Primitives and collections of a region, by their handles: a map's values may be locks or maps. What is read is attached in
     * the process that reads it; it stays usable as long as the process lives. The primitive itself is not removed with the
     * handle.
     *
     * <p>The handle of a collection holds its codecs. Classes that they name, such as records and enums, are looked for by the
     * reading thread's context class loader. A collection whose own codec is not {@link Serializable}, or has fields other than
     * strings, numbers, enums, codecs, and maps and lists of these, is refused with {@link IllegalArgumentException} by the
     * method that would store its handle.
     *
     * @throws IllegalArgumentException if objects of that class do not travel as handles
     */
    public static <T extends Serializable> Codec<T> handle(Class<T> type) {
        if (!Handled.class.isAssignableFrom(type)) {
            throw new IllegalArgumentException("class=" + type.getName()
                    + ": no primitive of a region; use serializable(...) for objects that are copied");
        }
        return new HandleCodec<>(type);
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
