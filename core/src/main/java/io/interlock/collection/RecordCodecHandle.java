package io.interlock.collection;

import java.io.Serial;
import java.io.Serializable;
import java.util.HashMap;

/** A record's codec, on its way to another process, where it is made anew from the class. */
@SuppressWarnings("serial") // codecs that do not travel say so when they are written
record RecordCodecHandle(Class<? extends Record> type, HashMap<Class<?>, Codec<?>> others) implements Serializable {

    @Serial
    private Object readResolve() {
        return RecordCodec.of(type, others);
    }
}
