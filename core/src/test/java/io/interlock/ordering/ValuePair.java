package io.interlock.ordering;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import io.interlock.value.ShmLong;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;

/** [VALUE] Two threads that write and then read the other's: one of them sees the other. */
@JCStressTest
@Outcome(
        id = {"0, 1", "1, 0", "1, 1"},
        expect = ACCEPTABLE,
        desc = "as some order of the four")
@Outcome(id = "0, 0", expect = FORBIDDEN, desc = "each was first")
@State
public class ValuePair {

    private static final Pool<ShmLong> LONGS = new Pool<>("long", (region, name) -> region.longValue(name));

    private final ShmLong one = LONGS.next();
    private final ShmLong other = LONGS.next();

    public ValuePair() {
        one.set(0);
        other.set(0);
    }

    @Actor
    public void first(II_Result result) {
        one.set(1);
        result.r1 = (int) other.get();
    }

    @Actor
    public void second(II_Result result) {
        other.set(1);
        result.r2 = (int) one.get();
    }
}
