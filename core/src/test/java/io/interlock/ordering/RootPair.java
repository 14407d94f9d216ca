package io.interlock.ordering;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import io.interlock.collection.Codecs;
import io.interlock.collection.ShmList;
import io.interlock.value.ShmLong;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;

/** [ROOT] Who sees that a list has its first element sees its table, and what was done before. */
@JCStressTest
@Outcome(
        id = {"0, 0", "0, 1"},
        expect = ACCEPTABLE,
        desc = "not there yet")
@Outcome(id = "7, 1", expect = ACCEPTABLE, desc = "there")
@Outcome(expect = FORBIDDEN, desc = "half a table, or without what came before")
@State
public class RootPair {

    private static final Pool<ShmList<Integer>> LISTS =
            new Pool<>("list", (region, name) -> region.list(name, Codecs.int32()));
    private static final Pool<ShmLong> LONGS = new Pool<>("long", (region, name) -> region.longValue(name));

    private final ShmList<Integer> list = LISTS.next();
    private final ShmLong before = LONGS.next();

    public RootPair() {
        list.clear();
        before.set(0);
    }

    @Actor
    public void writer() {
        before.setPlain(1);
        list.add(7);
    }

    @Actor
    public void reader(II_Result result) {
        result.r1 = list.size() == 0 ? 0 : list.get(0);
        result.r2 = (int) before.getPlain();
    }
}
