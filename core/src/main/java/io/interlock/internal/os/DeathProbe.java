package io.interlock.internal.os;

import com.sun.jna.Memory;
import com.sun.jna.Native;
import com.sun.jna.Pointer;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;

/**
 * Whether the death of a thread that holds a robust mutex is noticed: a thread locks one and ends. The C library's calls succeed
 * also where the kernel, a sandbox or an emulator has refused {@code set_robust_list}, so their success says nothing.
 */
final class DeathProbe {

    /** Only for a thread whose end cannot be observed; one that has ended is known to be marked, or not, at once. */
    private static final long GIVE_UP_AFTER_NS = TimeUnit.SECONDS.toNanos(10);

    private static final long LOOK_EVERY_NS = TimeUnit.MICROSECONDS.toNanos(50);

    /** Never freed: a thread whose end cannot be observed may still refer to it. */
    private static final Memory MEMORY = new Memory(RobustMutex.BYTES + 64L);

    private DeathProbe() {}

    /** Why deaths are not noticed, and the way out; empty where they are. */
    static String missing() {
        MEMORY.clear();
        Pointer mutex = MEMORY.align(64);
        AtomicReference<Throwable> failure = new AtomicReference<>();
        long[] threadId = new long[1];
        Thread dying = new Thread(
                () -> {
                    try {
                        threadId[0] = LibC.syscall(Syscalls.GETTID, 0, 0, 0, 0, 0, 0);
                        RobustMutex.lock(Pointer.nativeValue(mutex));
                    } catch (Throwable e) {
                        failure.set(e);
                    }
                },
                "interlock-probe-death");
        dying.setDaemon(true);
        RobustMutex.initialize(Pointer.nativeValue(mutex));
        try {
            dying.start();
        } catch (OutOfMemoryError e) {
            // At the limit of threads: what the kernel says of this one has to do.
            return RobustList.isRegistered() ? "" : notNoticed();
        }
        awaitEnd(dying);
        if (failure.get() != null) {
            throw new IllegalStateException("a thread cannot lock a robust mutex", failure.get());
        }
        boolean noticed = isMarked(mutex, threadId[0]) && RobustMutex.adoptFromDead(Pointer.nativeValue(mutex));
        if (!noticed) {
            return notNoticed();
        }
        RobustMutex.unlock(Pointer.nativeValue(mutex));
        return "";
    }

    private static String notNoticed() {
        return "a thread that ends while it holds a robust mutex is not reported: a sandbox refuses the system call"
                + " set_robust_list (allow it in its profile, seccomp), or the processor is emulated";
    }

    /** Java calls a thread ended a moment before the kernel does. */
    private static boolean isMarked(Pointer mutex, long threadId) {
        long startNs = System.nanoTime();
        for (; ; ) {
            // Asked first: the kernel marks the mutexes of a thread before it forgets the thread.
            boolean over = isForgotten(threadId) || System.nanoTime() - startNs > GIVE_UP_AFTER_NS;
            if ((mutex.getInt(0) & RobustMutex.OWNER_DIED) != 0) {
                return true;
            }
            if (over) {
                return false;
            }
            LockSupport.parkNanos(LOOK_EVERY_NS);
        }
    }

    private static boolean isForgotten(long threadId) {
        long process = ProcessHandle.current().pid();
        return LibC.syscall(Syscalls.TGKILL, process, threadId, 0, 0, 0, 0) < 0 && Native.getLastError() == Errno.ESRCH;
    }

    private static void awaitEnd(Thread thread) {
        boolean interrupted = false;
        while (thread.isAlive()) {
            try {
                thread.join();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
