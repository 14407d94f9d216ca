package io.interlock.ordering;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import io.interlock.collection.Codecs;
import io.interlock.collection.ShmQueue;
import java.util.Arrays;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;

/** [TAKEN] An element that is being taken is not overwritten by the next, for which there is room only then. */
@JCStressTest
@Outcome(id = "1, 0", expect = ACCEPTABLE, desc = "no room yet")
@Outcome(id = "1, 1", expect = ACCEPTABLE, desc = "put after the other was taken")
@Outcome(expect = FORBIDDEN, desc = "overwritten")
@State
public class TakenPair {

    private static final int BYTES = 64;
    private static final Pool<ShmQueue<byte[]>> QUEUES =
            new Pool<>("queue", (region, name) -> region.queue(name, Codecs.bytes(), BYTES));

    private final ShmQueue<byte[]> queue = QUEUES.next();

    public TakenPair() {
        queue.clear();
        queue.offer(element(1));
    }

    @Actor
    public void consumer(II_Result result) {
        result.r1 = Arrays.equals(queue.poll(), element(1)) ? 1 : -1;
    }

    @Actor
    public void producer(II_Result result) {
        result.r2 = queue.offer(element(2)) ? 1 : 0;
    }

    private static byte[] element(int which) {
        byte[] element = new byte[BYTES];
        Arrays.fill(element, (byte) which);
        return element;
    }
}
