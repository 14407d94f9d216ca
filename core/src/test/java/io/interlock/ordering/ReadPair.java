package io.interlock.ordering;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import io.interlock.sync.ShmReadWriteLock;
import io.interlock.value.ShmLong;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;

/** [READ] A reader is never inside together with a writer, and sees a writer's section whole. */
@JCStressTest
@Outcome(id = "0, 0", expect = ACCEPTABLE, desc = "the reader was first")
@Outcome(id = "1, 1", expect = ACCEPTABLE, desc = "the writer was first")
@Outcome(expect = FORBIDDEN, desc = "half a section")
@State
@SuppressWarnings("LockNotBeforeTry") // nothing throws between
public class ReadPair {

    private static final Pool<ShmReadWriteLock> LOCKS =
            new Pool<>("lock", (region, name) -> region.readWriteLock(name));
    private static final Pool<ShmLong> LONGS = new Pool<>("long", (region, name) -> region.longValue(name));

    private final ShmReadWriteLock lock = LOCKS.next();
    private final ShmLong first = LONGS.next();
    private final ShmLong second = LONGS.next();

    public ReadPair() {
        first.set(0);
        second.set(0);
    }

    @Actor
    public void writer() {
        lock.writeLock().lock();
        first.setPlain(1);
        second.setPlain(1);
        lock.writeLock().unlock();
    }

    @Actor
    public void reader(II_Result result) {
        lock.readLock().lock();
        result.r1 = (int) second.getPlain();
        result.r2 = (int) first.getPlain();
        lock.readLock().unlock();
    }
}
