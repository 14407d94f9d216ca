package io.interlock.collection;

import java.io.Serial;
import java.io.Serializable;

/**
 * A codec of serializable objects, or of handles, on its way to another process.
 *
 * @param others the classes that it reads besides its type; of handles none
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record SerializableCodecHandle(Class<? extends Serializable> type, Class<?>[] others, boolean ofHandles)
        implements Serializable {

    @Serial
    private Object readResolve() {
        return ofHandles ? SerializableCodec.ofHandles(type) : new SerializableCodec<>(type, others);
    }
}
