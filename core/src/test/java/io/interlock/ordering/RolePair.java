package io.interlock.ordering;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import io.interlock.collection.Codecs;
import io.interlock.collection.ShmQueue;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;

/** [ROLE] What two producers put at once is there one after the other. */
@JCStressTest
@Outcome(
        id = {"1, 2", "2, 1"},
        expect = ACCEPTABLE,
        desc = "in the order in which they held the lock")
@Outcome(expect = FORBIDDEN, desc = "one has written over the other")
@State
public class RolePair {

    private static final Pool<ShmQueue<Integer>> QUEUES =
            new Pool<>("queue", (region, name) -> region.queue(name, Codecs.int32(), 64));

    private final ShmQueue<Integer> queue = QUEUES.next();

    public RolePair() {
        queue.clear();
    }

    @Actor
    public void first() {
        queue.offer(1);
    }

    @Actor
    public void second() {
        queue.offer(2);
    }

    @Arbiter
    public void both(II_Result result) {
        result.r1 = taken();
        result.r2 = taken();
    }

    private int taken() {
        Integer taken = queue.poll();
        return taken == null ? 0 : taken;
    }
}
