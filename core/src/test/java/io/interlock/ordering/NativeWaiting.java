package io.interlock.ordering;

import io.interlock.internal.os.NativeCapabilities;
import io.interlock.internal.os.Waiting;
import java.lang.invoke.VarHandle;

/** The fences of the fastest protocol that this machine has, for pairs that consist of accesses alone. */
final class NativeWaiting {

    static final Waiting WAITING =
            NativeCapabilities.get().futexWaiting(NativeCapabilities.get().membarrier());

    private NativeWaiting() {}

    /** By a thread that sets its active flag, before it checks whether it may go on: nothing, where the other's fence reaches all. */
    static void fenceActive() {
        if (!WAITING.fenceReachesAll()) {
            VarHandle.fullFence();
        }
    }
}
