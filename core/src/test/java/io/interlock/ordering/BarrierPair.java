package io.interlock.ordering;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import io.interlock.sync.ShmBarrier;
import io.interlock.value.ShmLong;
import java.util.concurrent.BrokenBarrierException;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;

/** [BARRIER] Each party sees what the other did before it arrived. */
@JCStressTest
@Outcome(id = "1, 1", expect = ACCEPTABLE, desc = "each saw the other's")
@Outcome(expect = FORBIDDEN, desc = "one went on without the other's")
@State
public class BarrierPair {

    private static final Pool<ShmBarrier> BARRIERS = new Pool<>("barrier", (region, name) -> region.barrier(name, 2));
    private static final Pool<ShmLong> LONGS = new Pool<>("long", (region, name) -> region.longValue(name));

    private final ShmBarrier barrier = BARRIERS.next();
    private final ShmLong one = LONGS.next();
    private final ShmLong other = LONGS.next();

    public BarrierPair() {
        one.set(0);
        other.set(0);
    }

    @Actor
    public void first(II_Result result) {
        one.setPlain(1);
        arrive();
        result.r1 = (int) other.getPlain();
    }

    @Actor
    public void second(II_Result result) {
        other.setPlain(1);
        arrive();
        result.r2 = (int) one.getPlain();
    }

    private void arrive() {
        try {
            barrier.await();
        } catch (InterruptedException | BrokenBarrierException e) {
            throw new IllegalStateException("nobody breaks it", e);
        }
    }
}
