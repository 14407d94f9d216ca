package io.interlock.internal.os;

import java.lang.invoke.VarHandle;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * What takes the place of {@code membarrier} in a process to which the kernel refuses that call after it has opened regions
 * whose other users rely on it.
 *
 * <p>A thread's stores leave its processor's store buffer within microseconds, and at the latest when an interrupt or a context
 * switch makes the processor drain it. This waits for longer than two timer interrupts of the slowest usual kernel (100 Hz).
 * Then each store that another thread made before this call is visible to the caller, and each load that another thread makes
 * after it sees what the caller stored before: the guarantee of {@code membarrier}. Processor manuals name no upper bound, so it
 * is used only where there is nothing better.
 *
 * <p>(Morrison and Afek, "Temporally Bounding TSO for Fence-Free Asymmetric Synchronization", 2015.)
 */
final class StoreDrain {

    private static final long DRAINED_AFTER_NS = TimeUnit.MILLISECONDS.toNanos(25);

    private StoreDrain() {}

    /** Waits, also when interrupted, until the stores that other threads have made so far are visible. */
    static void await() {
        VarHandle.fullFence();
        long startNs = System.nanoTime();
        for (long leftNs = DRAINED_AFTER_NS; leftNs > 0; leftNs = DRAINED_AFTER_NS - (System.nanoTime() - startNs)) {
            // Returns at once in an interrupted thread, which then spins here for a moment.
            LockSupport.parkNanos(leftNs);
        }
        VarHandle.fullFence();
    }
}
