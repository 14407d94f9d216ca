package io.interlock.internal.os;

import java.util.Set;

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

    /** The same number on every architecture since the tables were unified. */
    static final long FUTEX_WAITV = 449;

    private static final String ARCHITECTURE = System.getProperty("os.arch", "");
    private static final boolean X86_64 = Set.of("amd64", "x86_64").contains(ARCHITECTURE);
    private static final boolean AARCH64 = Set.of("aarch64", "arm64").contains(ARCHITECTURE);

    static final long FUTEX = X86_64 ? 202 : 98;
    static final long MEMBARRIER = X86_64 ? 324 : 283;
    static final long GETTID = X86_64 ? 186 : 178;
    static final long TGKILL = X86_64 ? 234 : 131;
    static final long GET_ROBUST_LIST = X86_64 ? 274 : 100;
    static final long FCNTL = X86_64 ? 72 : 25;
    static final long OPENAT = X86_64 ? 257 : 56;
    static final long CLOSE = X86_64 ? 3 : 57;

    static final int O_NOFOLLOW = X86_64 ? 0x2_0000 : 0x8000;

    private Syscalls() {}

    /** True where the numbers above are this platform's. */
    static boolean areKnown() {
        return "Linux".equals(System.getProperty("os.name")) && (X86_64 || AARCH64);
    }
}
