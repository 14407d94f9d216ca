package io.interlock.ordering;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import io.interlock.collection.PipeEnd;
import io.interlock.collection.ShmPipe;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.I_Result;

/** [END] The end of a stream is not told before the last message. */
@JCStressTest
@Outcome(id = "0", expect = ACCEPTABLE, desc = "neither message nor end yet")
@Outcome(id = "1", expect = ACCEPTABLE, desc = "the message")
@Outcome(expect = FORBIDDEN, desc = "the end, with a message before it")
@State
public class EndPair {

    private static final Pool<ShmPipe> PIPES = new Pool<>("pipe", (region, name) -> region.oneWayPipe(name, 64));

    private final PipeEnd first;
    private final PipeEnd second;

    public EndPair() {
        ShmPipe pipe = PIPES.next();
        first = pipe.first();
        second = pipe.second();
        while (look() != 0) {
            // Of the state that had this pipe before.
        }
    }

    @Actor
    public void sender() {
        first.trySend(new byte[] {1});
        first.close();
    }

    @Actor
    public void receiver(I_Result result) {
        result.r1 = look();
    }

    /** 0 nothing, 1 a message, 2 the end. The next who looks may be another thread. */
    private int look() {
        try {
            return !second.poll() ? 0 : second.receive() == null ? 2 : 1;
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        } finally {
            second.handOver();
        }
    }
}
