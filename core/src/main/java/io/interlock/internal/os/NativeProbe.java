package io.interlock.internal.os;

import com.sun.jna.Memory;
import com.sun.jna.Native;
import com.sun.jna.Pointer;
import java.util.ArrayList;
import java.util.List;

/**
 * Tries each native call that Interlock relies on, in the way it relies on it: a call counts as working only if it gives the
 * answer of a kernel that has it. An error that a sandbox chooses, or an emulator's, is no such answer.
 */
final class NativeProbe {

    private static final String ALLOW_IT = "allow it in the sandbox's profile (seccomp)";

    private NativeProbe() {}

    static NativeCapabilities run() {
        String missing = futexMissing();
        if (!missing.isEmpty()) {
            return NativeCapabilities.portable(System.Logger.Level.WARNING, true, missing);
        }
        List<NativeCapabilities.Notice> notices = new ArrayList<>();
        boolean waitv = !NativeCapabilities.isOff("interlock.futexWaitv") && waitvWorks(notices);
        boolean membarrier = !NativeCapabilities.isOff("interlock.membarrier") && membarrierWorks(notices);
        if (!OpenFileLocks.work()) {
            notices.add(new NativeCapabilities.Notice(
                    System.Logger.Level.WARNING,
                    "The system call fcntl refuses open-file-description locks (F_OFD_SETLK, Linux 3.15): Interlock uses POSIX"
                            + " file locks instead, which a process loses when it closes another descriptor of a region's"
                            + " file, for instance after copying it. If the kernel has these locks, " + ALLOW_IT
                            + "."));
        }
        return NativeCapabilities.futex(waitv, membarrier, notices);
    }

    private static String futexMissing() {
        if (!lifeWordWorks()) {
            return "the C library's mutex does not start with its owner's thread id; use a system with glibc";
        }
        String deaths = DeathProbe.missing();
        if (!deaths.isEmpty()) {
            return deaths;
        }
        try (Memory memory = word()) {
            long address = Pointer.nativeValue(memory);
            int wait = Futex.await(address, 1, 1);
            int wake = Futex.wake(address, 1);
            return wait == Errno.EAGAIN && wake == Errno.NONE
                    ? ""
                    : "the system call futex fails, wait " + Errno.describe(wait) + ", wake " + Errno.describe(wake)
                            + "; " + ALLOW_IT;
        }
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

    private static boolean waitvWorks(List<NativeCapabilities.Notice> notices) {
        try (Memory memory = word()) {
            long address = Pointer.nativeValue(memory);
            // The second word is not as expected: the kernel has to look at both.
            int either = Futex.awaitEither(address, 0, address + Integer.BYTES, 1, 1);
            int any = Futex.awaitAny(new long[] {address}, new int[] {1}, 1);
            if (either == Errno.EAGAIN && any == Errno.EAGAIN) {
                return true;
            }
            int errno = either == Errno.EAGAIN ? any : either;
            notices.add(new NativeCapabilities.Notice(
                    level(errno, 5, 16),
                    "The system call futex_waitv (Linux 5.16) fails, " + Errno.describe(errno)
                            + ": a thread that waits for a lock wakes up every millisecond to see whether the holder has"
                            + " died. If the kernel has the call, " + ALLOW_IT
                            + "; the system property interlock.futexWaitv=false avoids the call and this warning."));
            return false;
        }
    }

    private static boolean membarrierWorks(List<NativeCapabilities.Notice> notices) {
        int errno = membarrierErrno();
        if (errno != Errno.NONE) {
            notices.add(new NativeCapabilities.Notice(
                    level(errno, 4, 16),
                    "The system call membarrier (Linux 4.16) fails, " + Errno.describe(errno)
                            + ": regions that this process creates have the protocol FUTEX, in which unlocking is slower, and"
                            + " regions of the protocol FUTEX_ASYMMETRIC cannot be opened. If the kernel has the call, "
                            + ALLOW_IT
                            + "; the system property interlock.membarrier=false avoids the call and this warning."));
        }
        return errno == Errno.NONE;
    }

    private static int membarrierErrno() {
        int needed = Syscalls.MEMBARRIER_CMD_GLOBAL_EXPEDITED | Syscalls.MEMBARRIER_CMD_REGISTER_GLOBAL_EXPEDITED;
        long offered = LibC.syscall(Syscalls.MEMBARRIER, Syscalls.MEMBARRIER_CMD_QUERY, 0, 0, 0, 0, 0);
        if (offered < 0) {
            return Native.getLastError();
        }
        if ((offered & needed) != needed) {
            return Errno.ENOSYS;
        }
        int errno = Futex.registerForMembarrier();
        return errno == Errno.NONE ? Futex.membarrier() : errno;
    }

    /** Two words that are zero. */
    private static Memory word() {
        Memory memory = new Memory(2L * Integer.BYTES);
        memory.clear();
        return memory;
    }

    /** A kernel that is too old for the call is nothing to warn of. */
    private static System.Logger.Level level(int errno, int major, int minor) {
        return errno == Errno.ENOSYS && KernelVersion.isBefore(major, minor)
                ? System.Logger.Level.DEBUG
                : System.Logger.Level.WARNING;
    }
}
