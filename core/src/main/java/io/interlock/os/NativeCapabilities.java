package io.interlock.os;

import com.sun.jna.Memory;
import com.sun.jna.Native;
import com.sun.jna.Pointer;

/**
 * What this process can do natively, found out once by trying it.
 *
 * <p>System properties switch parts off, for tests and for sandboxes that forbid a call: {@code interlock.native=false}
 * (nothing native: the portable protocol), {@code interlock.futexWaitv=false}, {@code interlock.membarrier=false}.
 */
public final class NativeCapabilities {

    private static final NativeCapabilities INSTANCE = probe();

    private final String missing;
    private final boolean waitv;
    private final boolean membarrier;

    private NativeCapabilities(String missing, boolean waitv, boolean membarrier) {
        this.missing = missing;
        this.waitv = waitv;
        this.membarrier = membarrier;
    }

    public static NativeCapabilities get() {
        return INSTANCE;
    }

    /** True where futexes and robust mutexes work as Interlock needs them. */
    public boolean futex() {
        return missing.isEmpty();
    }

    /** True where the kernel lets a sleeper watch two words at once. */
    public boolean futexWaitv() {
        return waitv;
    }

    /** True where one process can make all others execute a memory barrier. */
    public boolean membarrier() {
        return membarrier;
    }

    /** Why {@link #futex()} is false, in words for an exception; empty where it is true. */
    public String missing() {
        return missing;
    }

    /** Waiting by futex, with or without the asymmetric fence, as the region's header says. */
    public Waiting futexWaiting(boolean asymmetricFence) {
        return new FutexWaiting(waitv, asymmetricFence);
    }

    /** Waiting that works everywhere. */
    public static Waiting portableWaiting() {
        return new PortableWaiting();
    }

    private static NativeCapabilities probe() {
        if (isOff("interlock.native")) {
            return portable("switched off by -Dinterlock.native=false");
        }
        if (!Syscalls.architectureKnown()) {
            return portable("not Linux on x86-64 or aarch64");
        }
        try {
            if (!lifeWordWorks()) {
                return portable("the C library's mutex does not start with its owner's thread id (not glibc?)");
            }
            return new NativeCapabilities(
                    "",
                    !isOff("interlock.futexWaitv") && waitvWorks(),
                    !isOff("interlock.membarrier") && registerForMembarrier());
        } catch (LinkageError | IllegalStateException e) {
            return portable("native calls fail: " + e.getMessage());
        }
    }

    private static boolean isOff(String property) {
        return "false".equalsIgnoreCase(System.getProperty(property));
    }

    private static NativeCapabilities portable(String missing) {
        return new NativeCapabilities(missing, false, false);
    }

    private static boolean lifeWordWorks() {
        try (Memory memory = new Memory(RobustMutex.BYTES + 64L)) {
            memory.clear();
            Pointer aligned = memory.align(64);
            long mutex = Pointer.nativeValue(aligned);
            RobustMutex.initialize(mutex);
            RobustMutex.lock(mutex);
            int whileHeld = aligned.getInt(0);
            RobustMutex.unlock(mutex);
            return whileHeld == LibC.syscall(Syscalls.GETTID, 0, 0, 0, 0, 0, 0) && aligned.getInt(0) == 0;
        }
    }

    /** An empty list of futexes is refused as invalid by a kernel that has the call, as unknown by one without. */
    private static boolean waitvWorks() {
        LibC.syscall(Syscalls.FUTEX_WAITV, 0, 0, 0, 0, 0, 0);
        return Native.getLastError() != Syscalls.ENOSYS;
    }

    private static boolean registerForMembarrier() {
        int needed = Syscalls.MEMBARRIER_CMD_GLOBAL_EXPEDITED | Syscalls.MEMBARRIER_CMD_REGISTER_GLOBAL_EXPEDITED;
        long offered = LibC.syscall(Syscalls.MEMBARRIER, Syscalls.MEMBARRIER_CMD_QUERY, 0, 0, 0, 0, 0);
        return offered > 0
                && (offered & needed) == needed
                && LibC.syscall(Syscalls.MEMBARRIER, Syscalls.MEMBARRIER_CMD_REGISTER_GLOBAL_EXPEDITED, 0, 0, 0, 0, 0)
                        == 0;
    }
}
