package io.interlock.internal.codec;

import java.io.InvalidClassException;
import java.io.Serial;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.stream.Collectors;

/**
 * A codec of serializable objects on its way to another process.
 *
 * @param type the name of the values' class
 * @param others the names of the classes that it allows besides
 */
@SuppressWarnings("NonApiType") // serialized
record SerializableCodecHandle(String type, ArrayList<String> others) implements Serializable {

    static SerializableCodecHandle of(Class<?> type, Class<?>... others) {
        return new SerializableCodecHandle(
                type.getName(),
                Arrays.stream(others).map(Class::getName).collect(Collectors.toCollection(ArrayList::new)));
    }

    @Serial
    private Object readResolve() throws InvalidClassException {
        Class<?>[] classes = new Class<?>[others.size()];
        for (int i = 0; i < classes.length; i++) {
            classes[i] = TypeName.find(others.get(i));
        }
        return new SerializableCodec<>(TypeName.find(type).asSubclass(Serializable.class), classes);
    }
}
