package io.interlock.internal.os;

import java.lang.invoke.VarHandle;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * Linux futexes: {@code futex_waitv} on the word and the life word together where the kernel has it (5.16), else
 * {@code FUTEX_WAIT} on the word alone in short slices. A call that the kernel begins to refuse is replaced, see
 * {@link KernelCall}: a call that fails must never turn waiting into spinning.
 */
final class FutexWaiting implements Waiting {

    /** Bounds the delay of an interrupt, and of a wake-up whose receiver was killed. */
    private static final long SLICE_NS = TimeUnit.MILLISECONDS.toNanos(50);

    /** Where nobody wakes a sleeper for a death, or a wake-up can be missed: the slice is how late it is noticed. */
    private static final long SHORT_SLICE_NS = TimeUnit.MILLISECONDS.toNanos(1);

    private final boolean waitv;
    private final boolean asymmetricFence;

    FutexWaiting(boolean waitv, boolean asymmetricFence) {
        this.waitv = waitv;
        this.asymmetricFence = asymmetricFence;
    }

    @Override
    public void sleep(long wordAddress, int expected, long lifeAddress, int lifeExpected, long timeoutNs) {
        if (lifeAddress != NO_LIFE_WORD && waitvWorks()) {
            check(
                    KernelCall.FUTEX_WAITV,
                    Futex.awaitEither(wordAddress, expected, lifeAddress, lifeExpected, timeoutNs));
        } else if (KernelCall.FUTEX_WAIT.works()) {
            check(KernelCall.FUTEX_WAIT, Futex.await(wordAddress, expected, timeoutNs));
        } else {
            LockSupport.parkNanos(this, timeoutNs);
        }
    }

    @Override
    public void sleepOnAll(long[] addresses, int[] expected, long timeoutNs) {
        if (waitvWorks() && addresses.length <= Futex.MAX_WORDS) {
            check(KernelCall.FUTEX_WAITV, Futex.awaitAny(addresses, expected, timeoutNs));
        } else {
            LockSupport.parkNanos(this, Math.min(timeoutNs, SHORT_SLICE_NS));
        }
    }

    private boolean waitvWorks() {
        return waitv && KernelCall.FUTEX_WAITV.works();
    }

    private void check(KernelCall call, int errno) {
        if (!Errno.isOfWaiting(errno)) {
            call.failed(errno);
            // This sleep has not happened; the next one is done in another way, unless the call fails only now and
            // then.
            LockSupport.parkNanos(this, SHORT_SLICE_NS);
        }
    }

    @Override
    public boolean canSleepOn(int words) {
        return waitvWorks() && words <= Futex.MAX_WORDS;
    }

    @Override
    public void wake(long wordAddress, int count) {
        if (KernelCall.FUTEX_WAKE.works()) {
            int errno = Futex.wake(wordAddress, count);
            if (errno != Errno.NONE) {
                KernelCall.FUTEX_WAKE.failed(errno);
            }
        }
    }

    @Override
    public long sliceNs(int round, boolean watchesLife) {
        if (!KernelCall.FUTEX_WAIT.works()) {
            return PortableWaiting.sliceNs(round);
        }
        boolean mayMissDeaths = watchesLife && !waitvWorks();
        return mayMissWakeUps() || mayMissDeaths ? SHORT_SLICE_NS : SLICE_NS;
    }

    private boolean mayMissWakeUps() {
        return !KernelCall.FUTEX_WAKE.works() || (asymmetricFence && !KernelCall.MEMBARRIER.works());
    }

    @Override
    public long longSleepAfterNs() {
        return KernelCall.FUTEX_WAIT.works() && !mayMissWakeUps() ? SLICE_NS : Long.MAX_VALUE;
    }

    @Override
    public void fence() {
        if (!asymmetricFence) {
            VarHandle.fullFence();
        } else if (!membarrier()) {
            StoreDrain.await();
        }
    }

    @Override
    public void fenceBeforeSleep() {
        if (!asymmetricFence) {
            VarHandle.fullFence();
        } else if (!membarrier()) {
            if (KernelCall.MEMBARRIER.works()) {
                StoreDrain.await();
            } else {
                // [SLEEP] This orders the sleeper's side only. A waker of another process may still miss the
                // announcement,
                // so from now on sleeps are short: see sliceNs.
                VarHandle.fullFence();
            }
        }
    }

    private static boolean membarrier() {
        if (!KernelCall.MEMBARRIER.works()) {
            return false;
        }
        int errno = Futex.membarrier();
        if (errno != Errno.NONE) {
            KernelCall.MEMBARRIER.failed(errno);
        }
        return errno == Errno.NONE;
    }

    @Override
    public boolean fenceIsAsymmetric() {
        return asymmetricFence;
    }

    @Override
    public boolean fenceReachesAll() {
        return asymmetricFence;
    }
}
