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
 * Codecs for common types; for others implement {@link Codec}. All are serializable and safe for use by many threads.
 *
 * <pre>{@code
 * record Order(String customer, int amount) {}
 *
 * ShmMap<Long, Order> orders = region.map("orders", Codecs.int64(), Codecs.ofRecord(Order.class));
 * orders.set(17L, new Order("Ada", 3));
 * System.out.println(orders.get(17L).amount());
 * }</pre>
 *
 * <p><b>Ids:</b> the id of an enum or a record codec contains a fingerprint of the names of the constants, or of the
 * names, types and codecs of the components. A program with another version of the class is refused when it attaches,
 * instead of reading wrong values.
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

    /** Returns the codec without parameters that has this id. */
    static Codec<?> basic(String id) {
        return Objects.requireNonNull(BASIC.get(id), () -> "codec=" + id + ": none of this name");
    }

    /**
     * Returns a codec for strings, as UTF-8. An unpaired surrogate, which has no UTF-8 form, becomes a question mark.
     *
     * @return the codec "utf8"
     */
    public static Codec<String> string() {
        return STRING;
    }

    /**
     * Returns a codec that stores arrays of bytes as they are. An array must not be changed after it was passed to a
     * collection.
     *
     * @return the codec "bytes"
     */
    public static Codec<byte[]> bytes() {
        return BYTES;
    }

    /**
     * Returns a codec for {@code int}s of 4 bytes.
     *
     * @return the codec "int32"
     */
    public static Codec<Integer> int32() {
        return INT;
    }

    /**
     * Returns a codec for {@code long}s of 8 bytes.
     *
     * @return the codec "int64"
     */
    public static Codec<Long> int64() {
        return LONG;
    }

    /**
     * Returns a codec for {@code short}s of 2 bytes.
     *
     * @return the codec "int16"
     */
    public static Codec<Short> int16() {
        return SHORT;
    }

    /**
     * Returns a codec for single bytes.
     *
     * @return the codec "int8"
     */
    public static Codec<Byte> int8() {
        return BYTE;
    }

    /**
     * Returns a codec for UTF-16 code units of 2 bytes.
     *
     * @return the codec "char16"
     */
    public static Codec<Character> char16() {
        return CHAR;
    }

    /**
     * Returns a codec for {@code double}s of 8 bytes.
     *
     * @return the codec "float64"
     */
    public static Codec<Double> float64() {
        return DOUBLE;
    }

    /**
     * Returns a codec for {@code float}s of 4 bytes.
     *
     * @return the codec "float32"
     */
    public static Codec<Float> float32() {
        return FLOAT;
    }

    /**
     * Returns a codec for {@code boolean}s of 1 byte.
     *
     * @return the codec "bool"
     */
    public static Codec<Boolean> bool() {
        return BOOLEAN;
    }

    /**
     * Returns a codec for the constants of an enum, stored by ordinal. The names of all constants and their order are
     * part of the id.
     *
     * @param <E> the enum
     * @param type its class
     * @return the codec
     */
    public static <E extends Enum<E>> Codec<E> ofEnum(Class<E> type) {
        return EnumCodec.of(type);
    }

    /**
     * Returns a codec for a record. Components may be strings, numbers, booleans, characters, {@code byte[]}, enums and
     * records of these, or null.
     *
     * @param <R> the record
     * @param type its class; on the module path its package must be open to {@code io.interlock}
     * @return the codec
     * @throws IllegalArgumentException if a component has another type
     */
    public static <R extends Record> Codec<R> ofRecord(Class<R> type) {
        return ofRecord(type, Map.of());
    }

    /**
     * Returns a codec for a record whose components may also have other types.
     *
     * @param <R> the record
     * @param type its class; on the module path its package must be open to {@code io.interlock}
     * @param others a codec for each of the other types, by the declared class of the component
     * @return the codec
     * @throws IllegalArgumentException if a component has a type without a codec
     */
    public static <R extends Record> Codec<R> ofRecord(Class<R> type, Map<Class<?>, Codec<?>> others) {
        return RecordCodec.of(type, others);
    }

    /**
     * Returns a codec that uses Java serialization. It is slow and its form is large; use it for types that no other
     * codec fits.
     *
     * <p>Only objects of the named classes and their superclasses, strings, boxed primitives, and arrays of these are
     * written and read. A named class of the JDK also allows the classes that it writes itself: {@code HashMap}, {@code
     * BigDecimal}, {@code Instant} and {@code EnumMap} need no further names, but the classes of a collection's
     * elements do. A named interface or abstract class of the JDK, such as {@code List}, allows its implementations in
     * the JDK, including those of {@code List.of} and {@code Collections}. Lambdas cannot be allowed.
     *
     * <p>The method that would store a value throws {@link IllegalArgumentException}, before anything is stored, if the
     * value contains an object of another class, nests objects deeper than 64 levels, or cannot be read back. The
     * message names the class. For this check each value is read once when it is written.
     *
     * @param <T> the type of the values
     * @param type its class
     * @param allowed further classes that values may contain
     * @return the codec
     */
    public static <T extends Serializable> Codec<T> serializable(Class<T> type, Class<?>... allowed) {
        return new SerializableCodec<>(type, allowed);
    }

    /**
     * Returns a codec that stores handles of a region's primitives, so that the values of a map may be locks or maps. A
     * decoded primitive is attached in the reading process and stays usable as long as the process lives. Removing a
     * handle does not remove the primitive.
     *
     * <p>The handle of a collection contains its codecs. The reading thread's context class loader loads the classes
     * that they name, such as records and enums. The method that would store the handle of a collection throws {@link
     * IllegalArgumentException} if a codec of that collection is not {@link Serializable}, or has fields other than
     * strings, numbers, enums, codecs, and maps and lists of these.
     *
     * @param <T> the type of the primitives
     * @param type its class, such as {@code ShmLock.class}
     * @return the codec
     * @throws IllegalArgumentException if objects of that class are not serialized as handles
     */
    public static <T extends Serializable> Codec<T> handle(Class<T> type) {
        if (!Handled.class.isAssignableFrom(type)) {
            throw new IllegalArgumentException("class=" + type.getName()
                    + ": no primitive of a region; use serializable(...) for objects that are copied");
        }
        return new HandleCodec<>(type);
    }

    /** A codec that uses the whole array. */
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

    /** A codec of a fixed size, big-endian. */
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
