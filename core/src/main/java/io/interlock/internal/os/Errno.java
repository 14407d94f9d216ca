package io.interlock.internal.os;

/** Error numbers of Linux, which are the same on both architectures that Interlock knows. */
final class Errno {

    /** No error. */
    static final int NONE = 0;

    static final int EPERM = 1;
    static final int ESRCH = 3;
    static final int EINTR = 4;
    static final int EAGAIN = 11;
    static final int ENOSYS = 38;
    static final int ETIMEDOUT = 110;

    private Errno() {}

    /** True for the answers that a call which waits gives where it works. */
    static boolean isOfWaiting(int errno) {
        return errno == NONE || errno == EAGAIN || errno == EINTR || errno == ETIMEDOUT;
    }

    /** For messages. */
    static String describe(int errno) {
        return "errno=" + errno
                + switch (errno) {
                    case EPERM -> " (EPERM)";
                    case ENOSYS -> " (ENOSYS)";
                    default -> "";
                };
    }
}
