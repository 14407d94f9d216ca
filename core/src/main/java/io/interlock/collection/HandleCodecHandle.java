package io.interlock.collection;

import java.io.Serial;
import java.io.Serializable;

/** A codec of handles on its way to another process; its type is a class of this library. */
record HandleCodecHandle(Class<? extends Serializable> type) implements Serializable {

    @Serial
    private Object readResolve() {
        return new HandleCodec<>(type);
    }
}
