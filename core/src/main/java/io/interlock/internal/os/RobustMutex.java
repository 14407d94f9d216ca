package io.interlock.internal.os;

import com.sun.jna.Memory;
import com.sun.jna.Native;
import com.sun.jna.Pointer;

/**
 * A process-shared robust {@code pthread_mutex_t} at a given address.
 *
 * <p>Its first word is the owner's thread id, and the kernel itself sets {@link #OWNER_DIED} there the moment that
 * thread ends, by any cause, before the process's memory is torn down. This is what every "is the owner alive?" of
 * Interlock reads. {@link NativeCapabilities} has verified the layout before anyone relies on it.
 *
 * <p>The C library links the mutexes that a thread holds through the mutexes themselves: the memory must stay mapped
 * at the same address until the thread that locked it has unlocked it or ended.
 */
public final class RobustMutex {

    /** Bytes that a mutex may take on any platform; glibc uses 40 on x86-64 and 48 on aarch64. */
    public static final int BYTES = 64;

    /** The kernel's {@code FUTEX_OWNER_DIED}: the thread whose id stands in the word has ended. */
    public static final int OWNER_DIED = 0x4000_0000;

    /** The kernel's {@code FUTEX_WAITERS}: without it the kernel wakes nobody when the owner ends. */
    public static final int WAITERS = 0x8000_0000;

    /** The thread id in a mutex's first word. */
    public static final int OWNER_MASK = 0x3FFF_FFFF;

    private static final int TID_MASK = 0x3fff_ffff;
    private static final int EBUSY = 16;
    private static final int EOWNERDEAD = 130;
    private static final int PROCESS_SHARED = 1;
    private static final int ROBUST = 1;

    private RobustMutex() {}

    /**
     * False if the end of the calling thread would not be reported, as a sandbox has refused {@code set_robust_list} when it
     * started.
     */
    public static boolean reportsEndOfThisThread() {
        return !RobustList.isMissing();
    }

    /** Initialises the mutex; only while nobody else knows of it. */
    public static void initialize(long address) {
        try (Memory attribute = new Memory(64)) {
            long pointer = Pointer.nativeValue(attribute);
            check("pthread_mutexattr_init", LibC.pthread_mutexattr_init(pointer));
            check("pthread_mutexattr_setpshared", LibC.pthread_mutexattr_setpshared(pointer, PROCESS_SHARED));
            check("pthread_mutexattr_setrobust", LibC.pthread_mutexattr_setrobust(pointer, ROBUST));
            check("pthread_mutex_init", LibC.pthread_mutex_init(address, pointer));
            check("pthread_mutexattr_destroy", LibC.pthread_mutexattr_destroy(pointer));
        }
    }

    /** Locks the mutex, taking it over from a thread that died with it. Not interruptible: for short sections only. */
    public static void lock(long address) {
        RobustChain chain = RobustChain.ofThread();
        chain.beforeLock(address);
        adopt("pthread_mutex_lock", address, LibC.pthread_mutex_lock(address), chain);
    }

    /** Tries to lock the mutex; succeeds also where its last owner died with it. */
    public static boolean tryLock(long address) {
        RobustChain chain = RobustChain.ofThread();
        chain.beforeLock(address);
        int error = LibC.pthread_mutex_trylock(address);
        if (error == EBUSY) {
            return false;
        }
        adopt("pthread_mutex_trylock", address, error, chain);
        return true;
    }

    /** Takes the mutex over from a thread that died with it; false where the C library does not say that its owner died. */
    public static boolean adoptFromDead(long address) {
        RobustChain chain = RobustChain.ofThread();
        chain.beforeLock(address);
        int error = LibC.pthread_mutex_trylock(address);
        if (error == EOWNERDEAD) {
            adopt("pthread_mutex_trylock", address, error, chain);
        }
        return error == EOWNERDEAD;
    }

    /**
     * Unlocks the mutex; only from the thread that locked it. Foreign bytes in the mutex do no harm: one whose lock word was
     * overwritten is left as it is.
     */
    public static void unlock(long address) {
        RobustChain chain = RobustChain.ofThread();
        if (chain.beforeUnlock(address)) {
            check("pthread_mutex_unlock", LibC.pthread_mutex_unlock(address));
            chain.unlocked(address);
        }
    }

    /**
     * False if the thread that a life word names is not in the process any more; for a process of this process's pid namespace. True
     * where that cannot be found out.
     *
     * @param lifeWord the first word of a mutex that is held
     */
    public static boolean ownerExists(long process, int lifeWord) {
        return LibC.syscall(Syscalls.TGKILL, process, lifeWord & TID_MASK, 0, 0, 0, 0) == 0
                || Native.getLastError() != Errno.ESRCH;
    }

    private static void adopt(String call, long address, int error, RobustChain chain) {
        if (error == 0 || error == EOWNERDEAD) {
            chain.locked(address);
        }
        if (error == EOWNERDEAD) {
            // Without this the unlock would make the mutex unusable for ever (ENOTRECOVERABLE).
            check("pthread_mutex_consistent", LibC.pthread_mutex_consistent(address));
        } else {
            check(call, error);
        }
    }

    private static void check(String call, int error) {
        if (error != 0) {
            throw new IllegalStateException("call=" + call + " errno=" + error + ": the shared memory is damaged");
        }
    }
}
