package io.interlock.benchmarks.driver;

import com.sun.jna.Memory;
import com.sun.jna.Native;
import com.sun.jna.Pointer;
import io.interlock.benchmarks.control.ControlBlock;
import java.nio.ByteBuffer;

/**
 * The platform's process-shared mutex, called from Java by JNA's direct mapping, the fastest way there is on Java 17. It
 * lives in the control block.
 */
final class PthreadMutex implements LockDriver {

    private static final int PROCESS_SHARED = 1;
    private static final int ROBUST = 1;
    private static final int EOWNERDEAD = 130;

    private final ByteBuffer area;
    private final long mutex;

    PthreadMutex(ControlBlock control, boolean robust, boolean first) {
        area = control.lockArea();
        mutex = Pointer.nativeValue(Native.getDirectBufferPointer(area));
        if (first) {
            initialize(robust);
            control.markLockReady();
        }
    }

    @Override
    public void lock() {
        int error = PthreadLibrary.pthread_mutex_lock(mutex);
        if (error == EOWNERDEAD) {
            error = PthreadLibrary.pthread_mutex_consistent(mutex);
        }
        check("lock", error);
    }

    @Override
    public void unlock() {
        check("unlock", PthreadLibrary.pthread_mutex_unlock(mutex));
    }

    @Override
    public String toString() {
        return "pthread mutex in " + area;
    }

    private void initialize(boolean robust) {
        try (Memory attribute = new Memory(64)) {
            long pointer = Pointer.nativeValue(attribute);
            check("attr_init", PthreadLibrary.pthread_mutexattr_init(pointer));
            check("setpshared", PthreadLibrary.pthread_mutexattr_setpshared(pointer, PROCESS_SHARED));
            if (robust) {
                check("setrobust", PthreadLibrary.pthread_mutexattr_setrobust(pointer, ROBUST));
            }
            check("init", PthreadLibrary.pthread_mutex_init(mutex, pointer));
        }
    }

    private static void check(String call, int error) {
        if (error != 0) {
            throw new IllegalStateException("pthread_mutex_" + call + " failed: errno " + error);
        }
    }
}
