package io.interlock.internal.codec;

import java.io.InvalidClassException;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The name of a class in a codec's handle. In a serialized stream a class itself cannot be told from an object of it, so a
 * reader that refuses objects of unknown classes would refuse the mere mention of one.
 */
final class TypeName {

    private static final Map<String, Class<?>> PRIMITIVE_TYPES = Stream.<Class<?>>of(
                    boolean.class,
                    byte.class,
                    char.class,
                    short.class,
                    int.class,
                    long.class,
                    float.class,
                    double.class)
            .collect(Collectors.toUnmodifiableMap(Class::getName, Function.identity()));

    private TypeName() {}

    /** The application's class loader: where a container has loaded it, Interlock's own may not know its classes. */
    static @Nullable ClassLoader loader() {
        ClassLoader context = Thread.currentThread().getContextClassLoader();
        return context == null ? TypeName.class.getClassLoader() : context;
    }

    /**
     * The class of this name, not initialised.
     *
     * @throws InvalidClassException if neither the thread's context class loader nor Interlock's own finds it
     */
    static Class<?> find(String name) throws InvalidClassException {
        Class<?> primitive = PRIMITIVE_TYPES.get(name);
        if (primitive != null) {
            return primitive;
        }
        try {
            return Class.forName(name, false, loader());
        } catch (ClassNotFoundException notThere) {
            try {
                return Class.forName(name, false, TypeName.class.getClassLoader());
            } catch (ClassNotFoundException e) {
                throw notFound(name, e);
            }
        }
    }

    private static InvalidClassException notFound(String name, ClassNotFoundException cause) {
        InvalidClassException e = new InvalidClassException(
                name,
                "a codec needs this class, and the thread's context class loader does not find it;"
                        + " put it on this program's class path");
        e.initCause(cause);
        return e;
    }
}
