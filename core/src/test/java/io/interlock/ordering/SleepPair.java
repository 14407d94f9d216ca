package io.interlock.ordering;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import io.interlock.internal.access.MappedMemory;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;

/**
 * [SLEEP] A thread that is about to sleep sees that the lock is free, or the one that frees it sees the sleeper. As
 * {@code WaitersWord} and {@code RobustLock.release} do it, without the sleep, which would hide a miss behind its slices.
 */
@JCStressTest
@Outcome(
        id = {"0, 0", "0, 1", "1, 1"},
        expect = ACCEPTABLE,
        desc = "one of them sees the other")
@Outcome(id = "1, 0", expect = FORBIDDEN, desc = "sleeps on a free lock")
@State
public class SleepPair {

    private static final int TAKEN = 1;
    private static final int STATE = 0;
    private static final int WAITERS = 8;

    private final MappedMemory words = new MappedMemory(ByteBuffer.allocateDirect(128));

    public SleepPair() {
        words.putLongVolatile(STATE, TAKEN);
    }

    @Actor
    public void sleeper(II_Result result) {
        words.compareAndSetInt(WAITERS, 0, 1);
        NativeWaiting.WAITING.fence();
        result.r1 = (int) words.getLongOpaque(STATE);
    }

    @Actor
    public void waker(II_Result result) {
        words.putLongRelease(STATE, 0);
        if (!NativeWaiting.WAITING.fenceIsAsymmetric()) {
            VarHandle.fullFence();
        }
        result.r2 = words.getIntOpaque(WAITERS);
    }
}
