package io.interlock.internal.directory;

import java.io.InvalidObjectException;
import java.io.Serial;
import java.io.Serializable;
import java.util.function.Function;

/** The built-in lock of a value or an array, on its way to another process: what it belongs to, by its handle. */
record PartHandle(Object whole) implements Serializable {

    @Serial
    private Object readResolve() throws InvalidObjectException {
        return lockOf(whole);
    }

    @SuppressWarnings("unchecked") // the type of the object's own class
    private static <T> Object lockOf(T whole) throws InvalidObjectException {
        Class<T> type = (Class<T>) whole.getClass();
        Function<? super T, ?> lock = PrimitiveIdentity.isHandleSerializable(type)
                ? PrimitiveType.<T, Object>of(type).builtInLock()
                : null;
        if (lock == null) {
            throw new InvalidObjectException(type.getName() + ": has no lock; the stream is damaged");
        }
        return lock.apply(whole);
    }
}
