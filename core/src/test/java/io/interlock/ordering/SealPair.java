package io.interlock.ordering;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import io.interlock.internal.access.MappedMemory;
import java.nio.ByteBuffer;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;

/**
 * [SEAL] A producer with a biased lock sees that the queue is closed, or the thread that seals it sees the producer active. As
 * {@code BiasedLock.resume} and {@code BiasedLock.awaitPause} do it; a queue can be closed once only.
 */
@JCStressTest
@Outcome(id = "1, 0", expect = ACCEPTABLE, desc = "put, and so not sealed")
@Outcome(id = "0, 1", expect = ACCEPTABLE, desc = "refused, and sealed")
@Outcome(expect = FORBIDDEN, desc = "put after the end was told, or neither")
@State
public class SealPair {

    private static final int ACTIVE = 0;
    private static final int CLOSED = 64;
    private static final int RECORD = 128;
    private static final int COMMITTED = 1;
    private static final int END = 2;

    private final MappedMemory words = new MappedMemory(ByteBuffer.allocateDirect(192));

    @Actor
    public void producer(II_Result result) {
        words.putIntOpaque(ACTIVE, 1);
        NativeWaiting.fenceActive();
        if (words.getIntVolatile(CLOSED) == 0) {
            words.putLongRelease(RECORD, COMMITTED);
            result.r1 = 1;
        }
        words.putIntRelease(ACTIVE, 0);
    }

    @Actor
    public void sealer(II_Result result) {
        words.putIntVolatile(CLOSED, 1);
        NativeWaiting.WAITING.fence();
        while (words.getIntVolatile(ACTIVE) != 0) {
            Thread.onSpinWait();
        }
        result.r2 = words.compareAndSetLong(RECORD, 0, END) ? 1 : 0;
    }
}
