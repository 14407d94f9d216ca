package io.interlock.internal.os;

import com.sun.jna.Memory;
import com.sun.jna.Pointer;

/** The list of robust mutexes that the C library registers with the kernel, for each thread when it starts. */
final class RobustList {

    private static final long UNKNOWN = -1;

    private RobustList() {}

    /** True if the kernel says that the calling thread has a list. */
    static boolean isRegistered() {
        long head = head();
        return head != UNKNOWN && head != 0;
    }

    /** True if the kernel says that the calling thread has no list; false also where it does not say. */
    static boolean isMissing() {
        return head() == 0;
    }

    /** The address of the calling thread's list, in its private memory; 0 if it has none, {@link #UNKNOWN} if nobody says. */
    static long head() {
        try (Memory result = new Memory(2L * Long.BYTES)) {
            result.clear();
            long pointer = Pointer.nativeValue(result);
            long failed = LibC.syscall(Syscalls.GET_ROBUST_LIST, 0, pointer, pointer + Long.BYTES, 0, 0, 0);
            return failed == 0 ? result.getLong(0) : UNKNOWN;
        }
    }
}
