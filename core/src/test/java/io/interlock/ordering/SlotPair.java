package io.interlock.ordering;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import io.interlock.collection.Codecs;
import io.interlock.collection.ShmMap;
import io.interlock.value.ShmLong;
import java.util.concurrent.atomic.AtomicInteger;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;

/** [SLOT] Who gets a value from a map gets the whole of it, and sees what was done before it was put. */
@JCStressTest
@Outcome(
        id = {"0, 0", "0, 1"},
        expect = ACCEPTABLE,
        desc = "not there yet")
@Outcome(id = "1, 1", expect = ACCEPTABLE, desc = "there")
@Outcome(expect = FORBIDDEN, desc = "half an entry, or without what came before")
@State
public class SlotPair {

    private static final ShmMap<Integer, Long> MAP = Pool.region().map("map", Codecs.int32(), Codecs.int64());
    private static final Pool<ShmLong> LONGS = new Pool<>("long", (region, name) -> region.longValue(name));
    private static final AtomicInteger NEXT = new AtomicInteger();

    private final int key = Math.floorMod(NEXT.getAndIncrement(), Pool.SIZE);
    private final ShmLong before = LONGS.next();

    public SlotPair() {
        MAP.delete(key);
        before.set(0);
    }

    @Actor
    public void writer() {
        before.setPlain(1);
        MAP.set(key, 1L);
    }

    @Actor
    public void reader(II_Result result) {
        Long found = MAP.get(key);
        result.r1 = found == null ? 0 : found.intValue();
        result.r2 = (int) before.getPlain();
    }
}
