package io.interlock.internal.directory;

import java.io.InvalidObjectException;
import java.io.NotSerializableException;
import java.io.ObjectInputStream;
import java.io.ObjectStreamException;
import java.io.Serial;
import org.jspecify.annotations.Nullable;

/**
 * What every public primitive is to serialization: a name in a region. It is serialized as a {@link PrimitiveHandle} and
 * attached again where that is read; its own fields are never serialized, so a subclass marks itself
 * {@code @SuppressWarnings({"exports", "serial"})} and says no more.
 */
public abstract class Primitive implements HandleSerializable {

    @Serial
    private static final long serialVersionUID = 1L;

    private final transient @Nullable Attachment region;
    private final transient String name;

    /** What the region has under this name. */
    protected Primitive(Attachment region, String name) {
        this.region = region;
        this.name = name;
    }

    /** A part of another primitive, which is not serialized by itself. */
    protected Primitive() {
        this.region = null;
        this.name = "";
    }

    @Serial
    protected final Object writeReplace() throws ObjectStreamException {
        return handle();
    }

    /**
     * The handle that is serialized in place of this object; overridden where that is more than its name.
     *
     * @throws NotSerializableException if it cannot be serialized; the message says what to capture instead
     */
    protected Object handle() throws ObjectStreamException {
        if (region == null) {
            throw new NotSerializableException(getClass().getName());
        }
        return region.handleOf(name, getClass());
    }

    /** A stream that holds a primitive itself was not written by us. */
    @Serial
    private void readObject(ObjectInputStream in) throws InvalidObjectException {
        throw refused();
    }

    /** The same for a stream that says a primitive were no {@code Primitive}. */
    @Serial
    private void readObjectNoData() throws InvalidObjectException {
        throw refused();
    }

    /** Where the primitive is and its state, read without a lock: only a moment's truth. Never waits and never throws. */
    @Override
    public String toString() {
        return region == null ? getClass().getSimpleName() : StateText.of(this, region, name);
    }

    private InvalidObjectException refused() {
        return new InvalidObjectException(
                getClass().getName() + ": is serialized as a handle only; the stream is damaged");
    }
}
