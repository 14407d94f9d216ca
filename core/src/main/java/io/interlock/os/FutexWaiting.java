package io.interlock.os;

import com.sun.jna.Memory;
import com.sun.jna.Native;
import com.sun.jna.Pointer;
import java.lang.invoke.VarHandle;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * Linux futexes: {@code futex_waitv} on the word and the life word together where the kernel has it (5.16), else
 * {@code FUTEX_WAIT} on the word alone in short slices.
 */
final class FutexWaiting implements Waiting {

    /** Bounds the delay of an interrupt, and of a wake-up whose receiver was killed. */
    private static final long SLICE_NS = TimeUnit.MILLISECONDS.toNanos(50);

    /** Without {@code futex_waitv} nobody is woken by a death: the slice is how late it is seen. */
    private static final long SLICE_WITHOUT_WAITV_NS = TimeUnit.MILLISECONDS.toNanos(1);

    private static final int WAITV_BYTES = 24;
    private static final int TIMESPEC_AT = 2 * WAITV_BYTES;
    private static final int TIMESPEC_BYTES = 16;
    private static final int SCRATCH_BYTES = TIMESPEC_AT + TIMESPEC_BYTES;

    /** The kernel's own limit. */
    private static final int MOST_WAITERS = 128;

    private static final long NANOS_PER_SECOND = TimeUnit.SECONDS.toNanos(1);

    /** Arguments of the calls, off the heap, one block per thread. */
    private static final ThreadLocal<Memory> SCRATCH = ThreadLocal.withInitial(() -> new Memory(SCRATCH_BYTES));

    private final boolean waitv;
    private final boolean asymmetricFence;
    private final long monotonicMinusNanoTimeNs;

    FutexWaiting(boolean waitv, boolean asymmetricFence) {
        this.waitv = waitv;
        this.asymmetricFence = asymmetricFence;
        this.monotonicMinusNanoTimeNs = monotonicNs() - System.nanoTime();
    }

    @Override
    public void sleep(long wordAddress, int expected, long lifeAddress, int lifeExpected, long timeoutNs) {
        if (waitv && lifeAddress != NO_LIFE_WORD) {
            sleepOnBoth(wordAddress, expected, lifeAddress, lifeExpected, timeoutNs);
        } else {
            Memory scratch = SCRATCH.get();
            putTimespec(scratch, TIMESPEC_AT, timeoutNs);
            LibC.syscall(
                    Syscalls.FUTEX,
                    wordAddress,
                    Syscalls.FUTEX_WAIT,
                    Integer.toUnsignedLong(expected),
                    Pointer.nativeValue(scratch) + TIMESPEC_AT,
                    0,
                    0);
        }
    }

    private void sleepOnBoth(long wordAddress, int expected, long lifeAddress, int lifeExpected, long timeoutNs) {
        Memory scratch = SCRATCH.get();
        putWaiter(scratch, 0, wordAddress, expected);
        putWaiter(scratch, WAITV_BYTES, lifeAddress, lifeExpected);
        // futex_waitv takes a point in time, where FUTEX_WAIT takes a duration.
        putTimespec(scratch, TIMESPEC_AT, System.nanoTime() + monotonicMinusNanoTimeNs + timeoutNs);
        long pointer = Pointer.nativeValue(scratch);
        LibC.syscall(Syscalls.FUTEX_WAITV, pointer, 2, 0, pointer + TIMESPEC_AT, Syscalls.CLOCK_MONOTONIC, 0);
    }

    @Override
    public void sleepOnAll(long[] addresses, int[] expected, long timeoutNs) {
        if (!waitv || addresses.length > MOST_WAITERS) {
            LockSupport.parkNanos(this, Math.min(timeoutNs, SLICE_WITHOUT_WAITV_NS));
            return;
        }
        try (Memory arguments = new Memory((long) addresses.length * WAITV_BYTES + TIMESPEC_BYTES)) {
            for (int i = 0; i < addresses.length; i++) {
                putWaiter(arguments, i * WAITV_BYTES, addresses[i], expected[i]);
            }
            int timespec = addresses.length * WAITV_BYTES;
            putTimespec(arguments, timespec, System.nanoTime() + monotonicMinusNanoTimeNs + timeoutNs);
            long pointer = Pointer.nativeValue(arguments);
            LibC.syscall(
                    Syscalls.FUTEX_WAITV,
                    pointer,
                    addresses.length,
                    0,
                    pointer + timespec,
                    Syscalls.CLOCK_MONOTONIC,
                    0);
        }
    }

    @Override
    public void wake(long wordAddress, int count) {
        LibC.syscall(Syscalls.FUTEX, wordAddress, Syscalls.FUTEX_WAKE, count, 0, 0, 0);
    }

    @Override
    public long sliceNs(int round, boolean watchesLife) {
        return waitv || !watchesLife ? SLICE_NS : SLICE_WITHOUT_WAITV_NS;
    }

    @Override
    public void fence() {
        if (asymmetricFence) {
            LibC.syscall(Syscalls.MEMBARRIER, Syscalls.MEMBARRIER_CMD_GLOBAL_EXPEDITED, 0, 0, 0, 0, 0);
        } else {
            VarHandle.fullFence();
        }
    }

    @Override
    public boolean fenceIsAsymmetric() {
        return asymmetricFence;
    }

    @Override
    public boolean fenceReachesAll() {
        return asymmetricFence;
    }

    private static void putWaiter(Memory scratch, int at, long address, int expected) {
        scratch.setLong(at, Integer.toUnsignedLong(expected));
        scratch.setLong(at + 8, address);
        scratch.setInt(at + 16, Syscalls.FUTEX2_SIZE_U32);
        scratch.setInt(at + 20, 0);
    }

    private static void putTimespec(Memory scratch, int at, long timeNs) {
        scratch.setLong(at, timeNs / NANOS_PER_SECOND);
        scratch.setLong(at + 8, timeNs % NANOS_PER_SECOND);
    }

    /** Nothing says that {@link System#nanoTime()} counts from the kernel's own start of time, so it is measured. */
    private static long monotonicNs() {
        Memory scratch = SCRATCH.get();
        long timespec = Pointer.nativeValue(scratch) + TIMESPEC_AT;
        long failed = LibC.syscall(Syscalls.CLOCK_GETTIME, Syscalls.CLOCK_MONOTONIC, timespec, 0, 0, 0, 0);
        if (failed != 0) {
            throw new IllegalStateException("call=clock_gettime errno=" + Native.getLastError());
        }
        return scratch.getLong(TIMESPEC_AT) * NANOS_PER_SECOND + scratch.getLong(TIMESPEC_AT + 8);
    }
}
