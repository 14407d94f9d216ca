package io.interlock.value;

import io.interlock.Region;
import java.util.List;

/**
 * One of the types that values and arrays exist for, as tests see it that are written once for all of them.
 *
 * @param <T> the type as an object
 */
interface ValueType<T> {

    List<ValueType<?>> ALL = List.of(
            new IntType(),
            new LongType(),
            new DoubleType(),
            new FloatType(),
            new ShortType(),
            new ByteType(),
            new CharType(),
            new BooleanType());

    String name();

    /** False for {@code boolean}. */
    boolean isNumber();

    boolean isFloating();

    int elementBytes();

    /** The number's cast to this type; of a {@code boolean}, whether it is odd. */
    T of(long number);

    long longOf(T value);

    Cell<T> value(Region region, String name);

    Cell<T> value(Region region, String name, T initial);

    Elements<T> array(Region region, String name, int length);

    /** A Java array of this type. */
    Object newArray(int length);
}
