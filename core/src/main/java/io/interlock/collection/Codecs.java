package io.interlock.collection;

import io.interlock.internal.codec.BasicCodecs;
import io.interlock.internal.codec.EnumCodec;
import io.interlock.internal.codec.HandleCodec;
import io.interlock.internal.codec.RecordCodec;
import io.interlock.internal.codec.SerializableCodec;
import io.interlock.internal.directory.HandleSerializable;
import java.io.Serializable;
import java.util.Map;

/**
 * Codecs for common types; for others implement {@link Codec}.
 *
 * <p><b>Ids:</b> those of enums and records hold a fingerprint of the constants' names or of the components' names, types and
 * codecs: a program with another version of the class is refused when it attaches, instead of reading wrongly.
 */
public final class Codecs {

    private Codecs() {}

    /** Strings, as UTF-8; what has no UTF-8, an unpaired surrogate, becomes a question mark. */
    public static Codec<String> string() {
        return BasicCodecs.STRING;
    }

    /** Arrays of bytes, as they are; not to be changed by anybody once they were handed over. */
    public static Codec<byte[]> bytes() {
        return BasicCodecs.BYTES;
    }

    public static Codec<Integer> int32() {
        return BasicCodecs.INT;
    }

    public static Codec<Long> int64() {
        return BasicCodecs.LONG;
    }

    public static Codec<Short> int16() {
        return BasicCodecs.SHORT;
    }

    public static Codec<Byte> int8() {
        return BasicCodecs.BYTE;
    }

    public static Codec<Character> char16() {
        return BasicCodecs.CHAR;
    }

    public static Codec<Double> float64() {
        return BasicCodecs.DOUBLE;
    }

    public static Codec<Float> float32() {
        return BasicCodecs.FLOAT;
    }

    public static Codec<Boolean> bool() {
        return BasicCodecs.BOOLEAN;
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
        if (!HandleSerializable.class.isAssignableFrom(type)) {
            throw new IllegalArgumentException("class=" + type.getName()
                    + ": no primitive of a region; use serializable(...) for objects that are copied");
        }
        return new HandleCodec<>(type);
    }
}
