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
 * [LIFE] A thread that unlocks and ends is not taken for one that died with the lock: a thread that sees that it is dead sees the
 * unlock. As {@code RobustLock.release} and {@code isAbandonedByDead} do it. The life word is stored here where the kernel does so.
 */
@JCStressTest
@Outcome(id = "0, 0", expect = ACCEPTABLE, desc = "free already")
@Outcome(id = "1, 0", expect = ACCEPTABLE, desc = "held, or free by the second look")
@Outcome(id = "1, 1", expect = FORBIDDEN, desc = "left by a dead owner that has unlocked")
@State
public class LifeEndsPair {

    private static final int LIFE = 0;
    private static final int STATE = 128;

    private final MappedMemory words = new MappedMemory(ByteBuffer.allocateDirect(256));

    public LifeEndsPair() {
        words.putInt(LIFE, 1);
        words.putLongVolatile(STATE, 1);
    }

    @Actor
    public void owner() {
        words.putLongRelease(STATE, 0);
        words.putIntVolatile(LIFE, 0);
    }

    @Actor
    public void observer(II_Result result) {
        result.r1 = (int) words.getLongVolatile(STATE);
        boolean dead = words.getIntVolatile(LIFE) == 0;
        boolean still = words.getLongVolatile(STATE) == 1;
        result.r2 = result.r1 != 0 && dead && still ? 1 : 0;
    }
}
