package io.interlock.collection;

import io.interlock.internal.directory.Attachment;
import io.interlock.internal.directory.HandleSerializable;
import io.interlock.internal.directory.PrimitiveIdentity;
import java.io.InvalidObjectException;
import java.io.ObjectInputStream;
import java.io.ObjectStreamException;
import java.io.Serial;
import java.io.Serializable;

/** The base of the collections that extend no class of the JDK: names in a region, which are serialized as handles. */
@HandleSerializable
abstract class CollectionPrimitive implements Serializable {

    @Serial
    private static final long serialVersionUID = 1L;

    private final transient PrimitiveIdentity identity;

    CollectionPrimitive(Attachment region, String name) {
        this.identity = new PrimitiveIdentity(region, name);
    }

    @Serial
    final Object writeReplace() throws ObjectStreamException {
        return identity.handle(getClass());
    }

    @Serial
    private void readObject(ObjectInputStream in) throws InvalidObjectException {
        throw PrimitiveIdentity.refused(getClass());
    }

    /** The same for a stream that says that a primitive has another superclass. */
    @Serial
    private void readObjectNoData() throws InvalidObjectException {
        throw PrimitiveIdentity.refused(getClass());
    }

    /**
     * Shows where the primitive is and its state at one moment, read without a lock. Never waits and never throws.
     */
    @Override
    public String toString() {
        return identity.text(this);
    }
}
