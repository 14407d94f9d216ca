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
 * [BIAS] The owner of a biased lock sees that it was asked for the lock, or the asking thread sees the owner active, or sees
 * all that the owner did. As {@code BiasedLock.resume} and {@code BiasedAttempt} do it; there a lock becomes biased only after
 * many acquisitions in a row.
 */
@JCStressTest
@Outcome(id = "1, 0", expect = ACCEPTABLE, desc = "the owner was active when the asker looked")
@Outcome(id = "1, 1", expect = ACCEPTABLE, desc = "the owner was done before the asker took the lock")
@Outcome(id = "0, 0", expect = ACCEPTABLE, desc = "the owner was about to see that it was asked")
@Outcome(id = "0, 2", expect = ACCEPTABLE, desc = "the owner has seen that it was asked")
@Outcome(expect = FORBIDDEN, desc = "both had the lock, or what the owner did was not seen")
@State
public class BiasPair {

    private static final int ACTIVE = 0;
    private static final int WORD = 64;
    private static final int DATA = 128;
    private static final int OWNER = 0;
    private static final int ASKED = 1;

    private final MappedMemory words = new MappedMemory(ByteBuffer.allocateDirect(192));

    @Actor
    public void owner(II_Result result) {
        words.putIntOpaque(ACTIVE, 1);
        NativeWaiting.fenceActive();
        if (words.getLongOpaque(WORD) == OWNER) {
            words.putLong(DATA, 1);
            result.r1 = 1;
        }
        words.putIntRelease(ACTIVE, 0);
    }

    @Actor
    public void asker(II_Result result) {
        words.compareAndSetLong(WORD, OWNER, ASKED);
        NativeWaiting.WAITING.fence();
        if (words.getIntVolatile(ACTIVE) == 0) {
            result.r2 = words.getLong(DATA) == 1 ? 1 : 2;
        }
    }
}
