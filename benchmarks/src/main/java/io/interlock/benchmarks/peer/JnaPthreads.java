package io.interlock.benchmarks.peer;

import com.sun.jna.Memory;
import com.sun.jna.Native;
import com.sun.jna.Pointer;
import io.interlock.benchmarks.harness.control.ControlBlock;
import io.interlock.benchmarks.harness.driver.Driver;
import io.interlock.benchmarks.harness.driver.LockDriver;
import java.nio.ByteBuffer;
import java.util.List;

/** Mutexes of the platform, from Java. */
final class JnaPthreads extends Library {

    private static final String ROBUST = "jna-pthread-robust";

    @Override
    public List<Peer> peers() {
        return List.of(jvms(PrimitiveKind.LOCK, ROBUST), jvms(PrimitiveKind.LOCK, "jna-pthread-normal"));
    }

    @Override
    public Driver open(Peer peer, TrialContext trial) {
        return new Mutex(trial.control(), peer.label().equals(ROBUST), trial.isFirst());
    }

    /**
     * The platform's process-shared mutex, called from Java by JNA's direct mapping, the fastest way there is on Java 17. It
     * lives in the control block.
     */
    private static final class Mutex implements LockDriver {

        private static final int PROCESS_SHARED = 1;
        private static final int ROBUST = 1;
        private static final int EOWNERDEAD = 130;

        private final ByteBuffer area;
        private final long mutex;

        Mutex(ControlBlock control, boolean robust, boolean first) {
            area = control.lockArea();
            mutex = Pointer.nativeValue(Native.getDirectBufferPointer(area));
            if (first) {
                initialize(robust);
                control.markLockReady();
            }
        }

        @Override
        public void lock() {
            int error = Pthreads.pthread_mutex_lock(mutex);
            if (error == EOWNERDEAD) {
                error = Pthreads.pthread_mutex_consistent(mutex);
            }
            check("lock", error);
        }

        @Override
        public void unlock() {
            check("unlock", Pthreads.pthread_mutex_unlock(mutex));
        }

        @Override
        public String toString() {
            return "pthread mutex in " + area;
        }

        private void initialize(boolean robust) {
            try (Memory attribute = new Memory(64)) {
                long pointer = Pointer.nativeValue(attribute);
                check("attr_init", Pthreads.pthread_mutexattr_init(pointer));
                check("setpshared", Pthreads.pthread_mutexattr_setpshared(pointer, PROCESS_SHARED));
                if (robust) {
                    check("setrobust", Pthreads.pthread_mutexattr_setrobust(pointer, ROBUST));
                }
                check("init", Pthreads.pthread_mutex_init(mutex, pointer));
            }
        }

        private static void check(String call, int error) {
            if (error != 0) {
                throw new IllegalStateException("pthread_mutex_" + call + " failed: errno " + error);
            }
        }
    }

    /** The C library's mutex functions, by direct mapping with plain numbers, so that no call allocates. */
    private static final class Pthreads {

        static {
            Native.register(Pthreads.class, "c");
        }

        private Pthreads() {}

        static native int pthread_mutexattr_init(long attribute);

        static native int pthread_mutexattr_setpshared(long attribute, int shared);

        static native int pthread_mutexattr_setrobust(long attribute, int robust);

        static native int pthread_mutex_init(long mutex, long attribute);

        static native int pthread_mutex_lock(long mutex);

        static native int pthread_mutex_unlock(long mutex);

        static native int pthread_mutex_consistent(long mutex);
    }
}
