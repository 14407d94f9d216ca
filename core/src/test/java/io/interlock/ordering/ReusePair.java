package io.interlock.ordering;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import io.interlock.collection.Codecs;
import io.interlock.collection.ShmList;
import java.util.Arrays;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.I_Result;

/** [REUSE] Who reads an element while its memory is given back and written anew gets one element or the other, or none. */
@JCStressTest
@Outcome(
        id = {"1", "2"},
        expect = ACCEPTABLE,
        desc = "one of the two")
@Outcome(id = "0", expect = ACCEPTABLE, desc = "neither")
@Outcome(expect = FORBIDDEN, desc = "bytes of both")
@State
public class ReusePair {

    private static final Pool<ShmList<byte[]>> LISTS =
            new Pool<>("list", (region, name) -> region.list(name, Codecs.bytes()));

    private final ShmList<byte[]> list = LISTS.next();

    public ReusePair() {
        list.clear();
        list.add(element(1));
    }

    @Actor
    public void writer() {
        list.clear();
        list.add(element(2));
    }

    @Actor
    public void reader(I_Result result) {
        try {
            byte[] found = list.get(0);
            result.r1 = Arrays.equals(found, element(found[0])) ? found[0] : -1;
        } catch (IndexOutOfBoundsException e) {
            result.r1 = 0;
        }
    }

    private static byte[] element(int which) {
        byte[] element = new byte[64 * which];
        Arrays.fill(element, (byte) which);
        return element;
    }
}
