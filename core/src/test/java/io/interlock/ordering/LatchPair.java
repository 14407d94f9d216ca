package io.interlock.ordering;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import io.interlock.sync.ShmLatch;
import io.interlock.value.ShmLong;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;

/** [COUNT] Who sees the count at zero sees what was done before. */
@JCStressTest
@Outcome(id = "0, 0", expect = ACCEPTABLE, desc = "not there yet")
@Outcome(id = "0, 1", expect = ACCEPTABLE, desc = "looked a little too early")
@Outcome(id = "1, 1", expect = ACCEPTABLE, desc = "there, with all that came before")
@Outcome(id = "1, 0", expect = FORBIDDEN, desc = "there, without what came before")
@State
public class LatchPair {

    /** A latch cannot be counted up: each state goes by one step of a long count. */
    private static final long STEPS = 1L << 40;

    private static final Pool<ShmLatch> POOL = new Pool<>("pool", (region, name) -> region.latch(name, STEPS));
    private static final Pool<ShmLong> LONGS = new Pool<>("long", (region, name) -> region.longValue(name));

    private final ShmLatch latch = POOL.next();
    private final ShmLong before = LONGS.next();
    private final long zero = latch.getCount() - 1;

    public LatchPair() {
        before.set(0);
    }

    @Actor
    public void first() {
        before.setPlain(1);
        latch.countDown();
    }

    @Actor
    public void second(II_Result result) {
        result.r1 = latch.getCount() == zero ? 1 : 0;
        result.r2 = (int) before.getPlain();
    }
}
