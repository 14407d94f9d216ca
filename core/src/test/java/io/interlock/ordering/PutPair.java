package io.interlock.ordering;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import io.interlock.collection.Codecs;
import io.interlock.collection.ShmQueue;
import io.interlock.value.ShmLong;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;

/** [PUT] Who takes an element gets the whole of it, and sees what was done before it was put. */
@JCStressTest
@Outcome(
        id = {"0, 0", "0, 1"},
        expect = ACCEPTABLE,
        desc = "not there yet")
@Outcome(id = "7, 1", expect = ACCEPTABLE, desc = "taken")
@Outcome(expect = FORBIDDEN, desc = "half an element, or without what came before")
@State
public class PutPair {

    private static final Pool<ShmQueue<Long>> QUEUES =
            new Pool<>("queue", (region, name) -> region.queue(name, Codecs.int64(), 64));
    private static final Pool<ShmLong> LONGS = new Pool<>("long", (region, name) -> region.longValue(name));

    private final ShmQueue<Long> queue = QUEUES.next();
    private final ShmLong before = LONGS.next();

    public PutPair() {
        queue.clear();
        before.set(0);
    }

    @Actor
    public void producer() {
        before.setPlain(1);
        queue.offer(7L);
    }

    @Actor
    public void consumer(II_Result result) {
        Long taken = queue.poll();
        result.r1 = taken == null ? 0 : taken.intValue();
        result.r2 = (int) before.getPlain();
    }
}
