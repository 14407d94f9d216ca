package io.interlock.value;

import io.interlock.internal.directory.Attachment;
import io.interlock.internal.directory.DirectoryEntry;
import io.interlock.internal.directory.HandleSerializable;
import io.interlock.internal.directory.PrimitiveIdentity;
import io.interlock.internal.value.BuiltInLock;
import io.interlock.sync.ShmReentrantLock;
import java.io.InvalidObjectException;
import java.io.ObjectInputStream;
import java.io.ObjectStreamException;
import java.io.Serial;
import java.io.Serializable;

/** The base of values and arrays: names in a region with a lock of their own, which are serialized as handles. */
@HandleSerializable
abstract class LockedPrimitive implements Serializable {

    @Serial
    private static final long serialVersionUID = 1L;

    final transient Attachment region;
    private final transient String name;
    private final transient PrimitiveIdentity identity;
    private final transient BuiltInLock lock;

    LockedPrimitive(Attachment region, DirectoryEntry entry) {
        this.region = region;
        this.name = entry.name();
        this.identity = new PrimitiveIdentity(region, name);
        this.lock = new BuiltInLock(region, entry);
    }

    /** A part of another one, which has its name and its lock. */
    LockedPrimitive(LockedPrimitive of) {
        this.region = of.region;
        this.name = of.name;
        this.identity = of.identity;
        this.lock = of.lock;
    }

    /**
     * Returns the name in the region. A slice of an array has the array's name.
     *
     * @return the name
     */
    public final String name() {
        return name;
    }

    /**
     * Returns the lock that belongs to this value or array, the same one in every process and for all slices of an array. It is
     * for changes that take more than one method; no method of this class takes it. When its owner dies, the next thread gets
     * {@link io.interlock.OwnerDiedException}, until a thread has called {@link ShmReentrantLock#recover}.
     *
     * @return the lock
     * @throws io.interlock.RegionClosedException if the region is closed
     */
    public final ShmReentrantLock lock() {
        return lock.get();
    }

    /** Where it is and its state, as a text for logs. */
    final String state() {
        return identity.text(this);
    }

    /** The handle that is serialized in place of this object. */
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
}
