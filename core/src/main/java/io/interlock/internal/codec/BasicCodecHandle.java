package io.interlock.internal.codec;

import java.io.Serial;
import java.io.Serializable;

/** One of the codecs without parameters, on its way to another process. */
record BasicCodecHandle(String id) implements Serializable {

    @Serial
    private Object readResolve() {
        return BasicCodecs.basic(id);
    }
}
