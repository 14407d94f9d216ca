package io.interlock.internal.directory;

import java.io.InvalidClassException;
import java.io.Serial;
import java.io.Serializable;

/**
 * A primitive on its way to another process, or back to this one.
 *
 * @param config what its creator and all who attach say of it, as {@link Attachment#primitive} takes it
 */
record PrimitiveHandle(RegionHandle region, Class<?> type, String name, Serializable config) implements Serializable {

    @Serial
    private Object readResolve() throws InvalidClassException {
        // Before anything of the class runs: the stream could name any class.
        if (!PrimitiveIdentity.isHandleSerializable(type)) {
            throw new InvalidClassException(type.getName(), "is no primitive");
        }
        return region.attachment().existing(type, name, config);
    }
}
