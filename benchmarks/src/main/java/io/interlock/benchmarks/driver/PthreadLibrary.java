package io.interlock.benchmarks.driver;

import com.sun.jna.Native;

/** The C library's mutex functions, by direct mapping with plain numbers, so that no call allocates. */
final class PthreadLibrary {

    static {
        Native.register(PthreadLibrary.class, "c");
    }

    private PthreadLibrary() {}

    static native int pthread_mutexattr_init(long attribute);

    static native int pthread_mutexattr_setpshared(long attribute, int shared);

    static native int pthread_mutexattr_setrobust(long attribute, int robust);

    static native int pthread_mutex_init(long mutex, long attribute);

    static native int pthread_mutex_lock(long mutex);

    static native int pthread_mutex_unlock(long mutex);

    static native int pthread_mutex_consistent(long mutex);
}
