package io.interlock.collection;

import io.interlock.internal.codec.BasicCodecs;
import io.interlock.internal.codec.EnumCodec;
import io.interlock.internal.codec.HandleCodec;
import io.interlock.internal.codec.RecordCodec;
import io.interlock.internal.codec.SerializableCodec;
import io.interlock.internal.directory.PrimitiveIdentity;
import java.io.Serializable;
import java.util.Map;

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

    private Codecs() {}

    /**
     * Returns a codec for strings, as UTF-8. An unpaired surrogate, which has no UTF-8 form, becomes a question mark.
     *
     * @return the codec "utf8"
     */
    public static Codec<String> string() {
        return BasicCodecs.STRING;
    }

    /**
     * Returns a codec that stores arrays of bytes as they are. An array must not be changed after it was passed to a
     * collection.
     *
     * @return the codec "bytes"
     */
    public static Codec<byte[]> bytes() {
        return BasicCodecs.BYTES;
    }

    /**
     * Returns a codec for {@code int}s of 4 bytes.
     *
     * @return the codec "int32"
     */
    public static Codec<Integer> int32() {
        return BasicCodecs.INT;
    }

    /**
     * Returns a codec for {@code long}s of 8 bytes.
     *
     * @return the codec "int64"
     */
    public static Codec<Long> int64() {
        return BasicCodecs.LONG;
    }

    /**
     * Returns a codec for {@code short}s of 2 bytes.
     *
     * @return the codec "int16"
     */
    public static Codec<Short> int16() {
        return BasicCodecs.SHORT;
    }

    /**
     * Returns a codec for single bytes.
     *
     * @return the codec "int8"
     */
    public static Codec<Byte> int8() {
        return BasicCodecs.BYTE;
    }

    /**
     * Returns a codec for UTF-16 code units of 2 bytes.
     *
     * @return the codec "char16"
     */
    public static Codec<Character> char16() {
        return BasicCodecs.CHAR;
    }

    /**
     * Returns a codec for {@code double}s of 8 bytes.
     *
     * @return the codec "float64"
     */
    public static Codec<Double> float64() {
        return BasicCodecs.DOUBLE;
    }

    /**
     * Returns a codec for {@code float}s of 4 bytes.
     *
     * @return the codec "float32"
     */
    public static Codec<Float> float32() {
        return BasicCodecs.FLOAT;
    }

    /**
     * Returns a codec for {@code boolean}s of 1 byte.
     *
     * @return the codec "bool"
     */
    public static Codec<Boolean> bool() {
        return BasicCodecs.BOOLEAN;
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
        if (!PrimitiveIdentity.isHandleSerializable(type)) {
            throw new IllegalArgumentException("class=" + type.getName()
                    + ": no primitive of a region; use serializable(...) for objects that are copied");
        }
        return new HandleCodec<>(type);
    }
}
