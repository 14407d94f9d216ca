package io.interlock.internal.codec;

import java.io.Serial;
import java.io.Serializable;

/** A codec of handles on its way to another process; its type is a class of this library. */
record HandleCodecHandle(Class<? extends Serializable> type) implements Serializable {

    @Serial
    private Object readResolve() {
        return new HandleCodec<>(type);
    }
}
