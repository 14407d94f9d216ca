package io.interlock.internal.directory;

import java.io.InvalidObjectException;
import java.io.ObjectInputStream;
import java.io.ObjectStreamException;
import java.io.Serial;
import java.io.Serializable;

/**
 * A primitive that is serialized as a {@link PrimitiveHandle} and attached again where that is read; its own fields are never
 * serialized.
 */
@HandleSerializable
public abstract class Primitive implements Serializable {

    @Serial
    private static final long serialVersionUID = 1L;

    private final transient PrimitiveIdentity identity;

    protected Primitive(Attachment region, String name) {
        this.identity = new PrimitiveIdentity(region, name);
    }

    @Serial
    protected final Object writeReplace() throws ObjectStreamException {
        return identity.handle(getClass());
    }

    @Serial
    private void readObject(ObjectInputStream in) throws InvalidObjectException {
        throw PrimitiveIdentity.refused(getClass());
    }

    /** The same for a stream that says a primitive were no {@code Primitive}. */
    @Serial
    private void readObjectNoData() throws InvalidObjectException {
        throw PrimitiveIdentity.refused(getClass());
    }

    /** Where the primitive is and its state, read without a lock: only a moment's truth. Never waits and never throws. */
    @Override
    public String toString() {
        return identity.text(this);
    }
}
