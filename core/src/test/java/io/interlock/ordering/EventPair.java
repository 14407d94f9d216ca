package io.interlock.ordering;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import io.interlock.sync.ShmEvent;
import io.interlock.value.ShmLong;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;

/** [EVENT] Who sees the event set sees what was done before. */
@JCStressTest
@Outcome(id = "0, 0", expect = ACCEPTABLE, desc = "not there yet")
@Outcome(id = "0, 1", expect = ACCEPTABLE, desc = "looked a little too early")
@Outcome(id = "1, 1", expect = ACCEPTABLE, desc = "there, with all that came before")
@Outcome(id = "1, 0", expect = FORBIDDEN, desc = "there, without what came before")
@State
public class EventPair {

    private static final Pool<ShmEvent> POOL = new Pool<>("pool", (region, name) -> region.event(name));
    private static final Pool<ShmLong> LONGS = new Pool<>("long", (region, name) -> region.longValue(name));

    private final ShmEvent primitive = POOL.next();
    private final ShmLong before = LONGS.next();

    public EventPair() {
        primitive.clear();
        before.set(0);
    }

    @Actor
    public void first() {
        before.setPlain(1);
        primitive.set();
    }

    @Actor
    public void second(II_Result result) {
        result.r1 = primitive.isSet() ? 1 : 0;
        result.r2 = (int) before.getPlain();
    }
}
