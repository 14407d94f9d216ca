package io.interlock.internal.codec;

import io.interlock.collection.Codec;
import java.io.InvalidClassException;
import java.io.Serial;
import java.io.Serializable;
import java.util.HashMap;
import java.util.Map;

/**
 * A record's codec, on its way to another process, where it is made anew from the class.
 *
 * @param type the name of the record's class
 * @param others the codecs of components, by the names of their classes
 */
@SuppressWarnings({"serial", "NonApiType"}) // codecs that cannot be serialized say so when they are written
record RecordCodecHandle(String type, HashMap<String, Codec<?>> others) implements Serializable {

    static RecordCodecHandle of(Class<? extends Record> type, Map<Class<?>, Codec<?>> others) {
        HashMap<String, Codec<?>> byName = new HashMap<>();
        others.forEach((each, codec) -> byName.put(each.getName(), codec));
        return new RecordCodecHandle(type.getName(), byName);
    }

    @Serial
    private Object readResolve() throws InvalidClassException {
        Map<Class<?>, Codec<?>> byClass = new HashMap<>();
        for (Map.Entry<String, Codec<?>> other : others.entrySet()) {
            byClass.put(TypeName.find(other.getKey()), other.getValue());
        }
        return RecordCodec.of(TypeName.find(type).asSubclass(Record.class), byClass);
    }
}
