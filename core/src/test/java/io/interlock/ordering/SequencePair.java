package io.interlock.ordering;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import io.interlock.collection.Codecs;
import io.interlock.collection.ShmMap;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicInteger;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.I_Result;

/** [SEQUENCE] A thread that reads a value while it is replaced, and its record rewritten for the next, gets one that was put there. */
@JCStressTest
@Outcome(
        id = {"1", "2", "3"},
        expect = ACCEPTABLE,
        desc = "one of the three")
@Outcome(expect = FORBIDDEN, desc = "bytes of two, another key's, or none")
@State
public class SequencePair {

    private static final int BYTES = 64;

    private static final ShmMap<Integer, byte[]> MAP = Pool.region().map("anew", Codecs.int32(), Codecs.bytes());
    private static final AtomicInteger NEXT = new AtomicInteger();

    private final int key = Math.floorMod(NEXT.getAndIncrement(), Pool.SIZE);

    public SequencePair() {
        MAP.set(key, value(1));
    }

    @Actor
    public void writer() {
        MAP.set(key, value(2));
        // In the record that was replaced last by anybody in the stripe: the one before, unless another test was
        // faster.
        MAP.set(key, value(3));
    }

    @Actor
    public void reader(I_Result result) {
        byte[] found = MAP.get(key);
        result.r1 = found == null ? 0 : Arrays.equals(found, value(found[0])) ? found[0] : -1;
    }

    private static byte[] value(int which) {
        byte[] value = new byte[BYTES];
        Arrays.fill(value, (byte) which);
        return value;
    }
}
