package io.interlock.internal.format;

import io.interlock.RegionException;
import io.interlock.internal.os.NativeCapabilities;
import io.interlock.internal.os.Waiting;

/**
 * How the users of a region wait for one another and know of one another's death. The creator chooses, the header
 * records it, and a process that cannot follow is refused: two protocols on one lock would lose wake-ups.
 */
public enum Protocol {
    /** Futexes, robust mutexes as life words, and a fence that only sleepers pay for. */
    FUTEX_ASYMMETRIC(1),
    /** The same with a full fence on both sides, where the kernel forbids {@code membarrier}. */
    FUTEX(2),
    /** Sleep and look again; file locks tell who lives. */
    PORTABLE(3);

    private final int code;

    Protocol(int code) {
        this.code = code;
    }

    public int code() {
        return code;
    }

    /** The best that this process can do. */
    public static Protocol best() {
        NativeCapabilities can = capabilities();
        if (!can.futex()) {
            return PORTABLE;
        }
        return can.membarrier() ? FUTEX_ASYMMETRIC : FUTEX;
    }

    /** The protocol of an existing region, checked against what this process can do. */
    public static Protocol ofRegion(int code, String where) {
        for (Protocol protocol : values()) {
            if (protocol.code == code) {
                protocol.requireFollowable(where);
                return protocol;
            }
        }
        throw new RegionException(where + " protocol=" + code + ": unknown; made by a newer version of Interlock");
    }

    /** The protocol's name; a number where a newer version made the region. */
    public static String describe(int code) {
        for (Protocol protocol : values()) {
            if (protocol.code == code) {
                return protocol.name();
            }
        }
        return "unknown(" + code + ")";
    }

    public Waiting waiting() {
        return this == PORTABLE
                ? NativeCapabilities.portableWaiting()
                : NativeCapabilities.get().futexWaiting(this == FUTEX_ASYMMETRIC);
    }

    private static NativeCapabilities capabilities() {
        NativeCapabilities can = NativeCapabilities.get();
        can.logOnce();
        return can;
    }

    /** True where this process could do better than the region's protocol: its creator could not. */
    public boolean isSlowerThanNeeded() {
        return this == PORTABLE && NativeCapabilities.get().futex();
    }

    private void requireFollowable(String where) {
        NativeCapabilities can = capabilities();
        if (this != PORTABLE && !can.futex()) {
            throw new RegionException(where + " protocol=" + this + ": this process cannot follow it: " + can.missing()
                    + "; or stop the region's users, unlink it, and let this process create it: every process can follow"
                    + " the protocol PORTABLE");
        }
        if (this == FUTEX_ASYMMETRIC && !can.membarrier()) {
            throw new RegionException(where + " protocol=" + this
                    + ": this process may not call membarrier; allow the call in the sandbox's profile (seccomp), or unlink"
                    + " the region and create it from a process started with -Dinterlock.membarrier=false");
        }
    }
}
