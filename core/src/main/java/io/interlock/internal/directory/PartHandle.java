package io.interlock.internal.directory;

import java.io.Serial;
import java.io.Serializable;

/** The built-in lock of a value or an array, on its way to another process: what it belongs to, by its handle. */
record PartHandle(Object whole) implements Serializable {

    @Serial
    private Object readResolve() {
        return ((WithBuiltInLock) whole).lock();
    }
}
