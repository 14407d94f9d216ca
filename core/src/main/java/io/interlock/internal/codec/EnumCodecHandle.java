package io.interlock.internal.codec;

import java.io.InvalidClassException;
import java.io.Serial;
import java.io.Serializable;

/**
 * An enum's codec, on its way to another process, where it is made anew from the class.
 *
 * @param type the name of the enum's class
 */
record EnumCodecHandle(String type) implements Serializable {

    @Serial
    @SuppressWarnings({"rawtypes", "unchecked"}) // asSubclass has checked that it is an enum
    private Object readResolve() throws InvalidClassException {
        return EnumCodec.of(TypeName.find(type).asSubclass(Enum.class));
    }
}
