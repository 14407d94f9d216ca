package io.interlock.internal.codec;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InvalidClassException;
import java.io.ObjectInputFilter;
import java.io.ObjectInputStream;
import java.io.ObjectStreamClass;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Reads serialized objects of the allowed classes only; every other class is refused before an object of it is made. */
final class CheckedInput extends ObjectInputStream {

    /** Each level of nesting takes some frames of the reading thread's stack. */
    static final int MAX_DEPTH = 64;

    private final Predicate<Class<?>> allowed;
    private final @Nullable ClassLoader classes;
    private final int bytes;

    /** Why the filter has refused the stream; null if it has not. */
    private @Nullable InvalidClassException refusal;

    /** @param classes where classes are looked for before Interlock's own class loader */
    CheckedInput(byte[] bytes, Predicate<Class<?>> allowed, @Nullable ClassLoader classes) throws IOException {
        super(new ByteArrayInputStream(bytes));
        this.allowed = allowed;
        this.classes = classes;
        this.bytes = bytes.length;
        setObjectInputFilter(this::check);
    }

    /** The object, or the reason why it cannot be read. */
    Object readChecked() throws IOException, ClassNotFoundException {
        try {
            return readObject();
        } catch (InvalidClassException e) {
            if (refusal != null) {
                refusal.initCause(e);
                throw refusal;
            }
            throw e;
        }
    }

    static InvalidClassException notAllowed(Class<?> type) {
        return new InvalidClassException(type.getTypeName(), "this class is not allowed");
    }

    @Override
    protected Class<?> resolveClass(ObjectStreamClass described) throws IOException, ClassNotFoundException {
        try {
            return Class.forName(described.getName(), false, classes);
        } catch (ClassNotFoundException e) {
            // Also primitive types, which have no loader.
            return super.resolveClass(described);
        }
    }

    /** An array, or a list that asks for room, cannot have more elements than there are bytes. */
    private ObjectInputFilter.Status check(ObjectInputFilter.FilterInfo info) {
        Class<?> found = info.serialClass();
        if (found != null && !allowed.test(found)) {
            refusal = notAllowed(found);
        } else if (info.depth() > MAX_DEPTH) {
            refusal = new InvalidClassException("objects are nested deeper than " + MAX_DEPTH + " levels");
        } else if (info.arrayLength() > bytes || info.references() > bytes) {
            refusal = new InvalidClassException("an array of " + info.arrayLength() + " elements and "
                    + info.references() + " objects do not fit into " + bytes + " bytes");
        } else {
            return ObjectInputFilter.Status.ALLOWED;
        }
        return ObjectInputFilter.Status.REJECTED;
    }
}
