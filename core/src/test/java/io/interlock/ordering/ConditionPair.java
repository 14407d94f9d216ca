package io.interlock.ordering;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import io.interlock.sync.ShmCondition;
import io.interlock.sync.ShmLock;
import io.interlock.value.ShmLong;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;

/** [SIGNAL] A waiter comes out, and sees what was done under the lock before the signal. */
@JCStressTest
@Outcome(id = "1, 1", expect = ACCEPTABLE, desc = "signalled, or had not to wait")
@Outcome(expect = FORBIDDEN, desc = "came out without what it waited for")
@State
@SuppressWarnings("LockNotBeforeTry") // nothing throws between
public class ConditionPair {

    private static final Pool<ShmLock> LOCKS = new Pool<>("lock", (region, name) -> region.lock(name));
    private static final Pool<ShmLong> LONGS = new Pool<>("long", (region, name) -> region.longValue(name));

    private final ShmLock lock = LOCKS.next();
    private final ShmCondition condition = lock.newCondition();
    private final ShmLong there = LONGS.next();
    private final ShmLong before = LONGS.next();

    public ConditionPair() {
        there.set(0);
        before.set(0);
    }

    @Actor
    public void signaller() {
        before.setPlain(1);
        lock.lock();
        there.setPlain(1);
        condition.signal();
        lock.unlock();
    }

    @Actor
    public void waiter(II_Result result) {
        lock.lock();
        while (there.getPlain() == 0) {
            condition.awaitUninterruptibly();
        }
        result.r1 = (int) there.getPlain();
        result.r2 = (int) before.getPlain();
        lock.unlock();
    }
}
