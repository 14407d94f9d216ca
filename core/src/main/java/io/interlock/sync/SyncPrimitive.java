package io.interlock.sync;

import io.interlock.internal.directory.Attachment;
import io.interlock.internal.directory.HandleSerializable;
import io.interlock.internal.directory.PrimitiveIdentity;
import java.io.InvalidObjectException;
import java.io.ObjectInputStream;
import java.io.ObjectStreamException;
import java.io.Serial;
import java.io.Serializable;

/** The base of the primitives of this package: names in a region, which are serialized as handles. */
@HandleSerializable
abstract class SyncPrimitive implements Serializable {

    @Serial
    private static final long serialVersionUID = 1L;

    private final transient PrimitiveIdentity identity;

    SyncPrimitive(Attachment region, String name) {
        this.identity = new PrimitiveIdentity(region, name);
    }

    /** The handle that is serialized in place of this object; overridden where that is more than its name. */
    Object handle() throws ObjectStreamException {
        return identity.handle(getClass());
    }

    @Serial
    final Object writeReplace() throws ObjectStreamException {
        return handle();
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
