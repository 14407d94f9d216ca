package io.interlock.internal.os;

import com.sun.jna.Memory;
import com.sun.jna.Native;
import com.sun.jna.Pointer;
import java.util.concurrent.TimeUnit;

/** The system calls by which threads of several processes wait for one another. Each returns an {@link Errno}. */
final class Futex {

    /** The most words that the kernel lets one thread sleep on. */
    static final int MAX_WORDS = 128;

    private static final int WAITV_BYTES = 24;
    private static final int TIMESPEC_AT = 2 * WAITV_BYTES;
    private static final int TIMESPEC_BYTES = 16;
    private static final int SCRATCH_BYTES = TIMESPEC_AT + TIMESPEC_BYTES;

    private static final long NANOS_PER_SECOND = TimeUnit.SECONDS.toNanos(1);

    /** Arguments of the calls, off the heap, one block per thread. */
    private static final ThreadLocal<Memory> SCRATCH = ThreadLocal.withInitial(() -> new Memory(SCRATCH_BYTES));

    /** Nothing says that {@link System#nanoTime()} counts from the kernel's own start of time, so it is measured. */
    private static final long MONOTONIC_MINUS_NANO_TIME_NS = monotonicNs() - System.nanoTime();

    private Futex() {}

    /** {@code FUTEX_WAIT}: sleeps while the word has this value, until the timeout at most. */
    static int await(long address, int expected, long timeoutNs) {
        Memory scratch = SCRATCH.get();
        putTimespec(scratch, TIMESPEC_AT, timeoutNs);
        return errno(LibC.syscall(
                Syscalls.FUTEX,
                address,
                Syscalls.FUTEX_WAIT,
                Integer.toUnsignedLong(expected),
                Pointer.nativeValue(scratch) + TIMESPEC_AT,
                0,
                0));
    }

    /** {@code futex_waitv}: sleeps while both words have their values. */
    static int awaitEither(
            long firstAddress, int firstExpected, long secondAddress, int secondExpected, long timeoutNs) {
        Memory scratch = SCRATCH.get();
        putWaiter(scratch, 0, firstAddress, firstExpected);
        putWaiter(scratch, WAITV_BYTES, secondAddress, secondExpected);
        return awaitAny(scratch, 2, timeoutNs);
    }

    /** {@code futex_waitv}: sleeps while all words, {@link #MAX_WORDS} at most, have their values. */
    static int awaitAny(long[] addresses, int[] expected, long timeoutNs) {
        try (Memory arguments = new Memory((long) addresses.length * WAITV_BYTES + TIMESPEC_BYTES)) {
            for (int i = 0; i < addresses.length; i++) {
                putWaiter(arguments, i * WAITV_BYTES, addresses[i], expected[i]);
            }
            return awaitAny(arguments, addresses.length, timeoutNs);
        }
    }

    private static int awaitAny(Memory arguments, int words, long timeoutNs) {
        int timespec = words * WAITV_BYTES;
        // futex_waitv takes a point in time, where FUTEX_WAIT takes a duration.
        putTimespec(arguments, timespec, System.nanoTime() + MONOTONIC_MINUS_NANO_TIME_NS + timeoutNs);
        long pointer = Pointer.nativeValue(arguments);
        return errno(
                LibC.syscall(Syscalls.FUTEX_WAITV, pointer, words, 0, pointer + timespec, Syscalls.CLOCK_MONOTONIC, 0));
    }

    /** {@code FUTEX_WAKE}: wakes so many threads that sleep on the word. */
    static int wake(long address, int count) {
        return errno(LibC.syscall(Syscalls.FUTEX, address, Syscalls.FUTEX_WAKE, count, 0, 0, 0));
    }

    /** Makes every running thread of every registered process execute a full memory barrier. */
    static int membarrier() {
        return errno(LibC.syscall(Syscalls.MEMBARRIER, Syscalls.MEMBARRIER_CMD_GLOBAL_EXPEDITED, 0, 0, 0, 0, 0));
    }

    /** Registers this process, so that {@link #membarrier} of another one reaches it. */
    static int registerForMembarrier() {
        return errno(
                LibC.syscall(Syscalls.MEMBARRIER, Syscalls.MEMBARRIER_CMD_REGISTER_GLOBAL_EXPEDITED, 0, 0, 0, 0, 0));
    }

    private static int errno(long result) {
        return result < 0 ? Native.getLastError() : Errno.NONE;
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

    private static long monotonicNs() {
        Memory scratch = SCRATCH.get();
        int failed = LibC.clock_gettime(Syscalls.CLOCK_MONOTONIC, Pointer.nativeValue(scratch) + TIMESPEC_AT);
        if (failed != 0) {
            throw new IllegalStateException("call=clock_gettime " + Errno.describe(Native.getLastError()));
        }
        return scratch.getLong(TIMESPEC_AT) * NANOS_PER_SECOND + scratch.getLong(TIMESPEC_AT + 8);
    }
}
