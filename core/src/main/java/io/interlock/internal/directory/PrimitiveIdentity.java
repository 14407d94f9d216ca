package io.interlock.internal.directory;

import java.io.InvalidObjectException;
import java.io.NotSerializableException;

/**
 * What an object of a public class is to serialization and to logs: a name in a region. Each public package has a base class
 * that holds one, so that no public class has an internal superclass.
 */
public final class PrimitiveIdentity {

    private final Attachment region;
    private final String name;

    public PrimitiveIdentity(Attachment region, String name) {
        this.region = region;
        this.name = name;
    }

    /**
     * The handle that is serialized in place of the object.
     *
     * @param type the object's class
     * @throws NotSerializableException if it cannot be serialized; the message says what to capture instead
     */
    public Object handle(Class<?> type) throws NotSerializableException {
        return region.handleOf(name, type);
    }

    /** The text of an object: where it is and its state, read without a lock. Never waits and never throws. */
    public String text(Object primitive) {
        return StateText.of(primitive, region, name);
    }

    /** True if objects of this class are serialized as handles; runs nothing of the class. */
    public static boolean isHandleSerializable(Class<?> type) {
        return type.isAnnotationPresent(HandleSerializable.class);
    }

    /** For a stream that holds an object itself: Interlock did not write it. */
    public static InvalidObjectException refused(Class<?> type) {
        return new InvalidObjectException(type.getName() + ": is serialized as a handle only; the stream is damaged");
    }
}
