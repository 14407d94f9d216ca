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
 * [LIFE] A new owner of a slot is never taken for dead: a thread that sees its owner word sees the generation in it, and a life. As
 * {@code ThreadTable.own} and {@code isDead} do it. The life word is stored here as the C library stores it.
 */
@JCStressTest
@Outcome(id = "0, 0", expect = ACCEPTABLE, desc = "nothing taken yet")
@Outcome(id = "2, 1", expect = ACCEPTABLE, desc = "taken by one that lives")
@Outcome(id = "2, 0", expect = FORBIDDEN, desc = "a living owner taken for dead")
@State
public class LifeBeginsPair {

    private static final int LIFE = 0;
    private static final int GENERATION = 64;
    private static final int STATE = 128;

    private final MappedMemory words = new MappedMemory(ByteBuffer.allocateDirect(256));

    public LifeBeginsPair() {
        words.putLong(GENERATION, 1);
    }

    @Actor
    public void newOwner() {
        words.compareAndSetInt(LIFE, 0, 1);
        words.putLongVolatile(GENERATION, 2);
        words.compareAndSetLong(STATE, 0, 2);
    }

    @Actor
    public void observer(II_Result result) {
        result.r1 = (int) words.getLongVolatile(STATE);
        if (result.r1 != 0) {
            boolean dead = words.getLongVolatile(GENERATION) != result.r1 || words.getIntVolatile(LIFE) == 0;
            result.r2 = dead ? 0 : 1;
        }
    }
}
