package io.interlock.os;

import com.sun.jna.Platform;

/** Linux system call numbers and constants, for the two architectures that Interlock knows. */
final class Syscalls {

    static final int FUTEX_WAIT = 0;
    static final int FUTEX_WAKE = 1;
    /** One element of {@code futex_waitv}: a 32-bit word that other processes may share. */
    static final int FUTEX2_SIZE_U32 = 2;

    static final int CLOCK_MONOTONIC = 1;

    static final int MEMBARRIER_CMD_QUERY = 0;
    static final int MEMBARRIER_CMD_GLOBAL_EXPEDITED = 1 << 1;
    static final int MEMBARRIER_CMD_REGISTER_GLOBAL_EXPEDITED = 1 << 2;

    static final int ENOSYS = 38;

    /** The same number on every architecture since the tables were unified. */
    static final long FUTEX_WAITV = 449;

    private static final boolean X86_64 = Platform.isIntel() && Platform.is64Bit();

    static final long FUTEX = X86_64 ? 202 : 98;
    static final long MEMBARRIER = X86_64 ? 324 : 283;
    static final long CLOCK_GETTIME = X86_64 ? 228 : 113;
    static final long GETTID = X86_64 ? 186 : 178;
    static final long FCNTL = X86_64 ? 72 : 25;
    static final long TGKILL = X86_64 ? 234 : 131;
    static final long GET_ROBUST_LIST = X86_64 ? 274 : 100;
    static final long OPENAT = X86_64 ? 257 : 56;
    static final long CLOSE = X86_64 ? 3 : 57;

    static final int O_NOFOLLOW = X86_64 ? 0x2_0000 : 0x8000;

    private Syscalls() {}

    static boolean architectureKnown() {
        return Platform.isLinux() && (X86_64 || (Platform.isARM() && Platform.is64Bit()));
    }
}
