package io.interlock.internal.directory;

import java.io.ObjectStreamException;
import java.io.Serializable;

/**
 * What is a name in a region, and is serialized as a {@link PrimitiveHandle}: every {@link Primitive}, and
 * collections, which have another superclass.
 */
public interface HandleSerializable extends Serializable {

    /**
     * The handle that is serialized in place of the primitive of this name.
     *
     * @throws java.io.NotSerializableException if what it is attached with cannot be serialized
     */
    static Object handle(Attachment region, String name, Class<? extends HandleSerializable> type)
            throws ObjectStreamException {
        return region.handleOf(name, type);
    }
}
