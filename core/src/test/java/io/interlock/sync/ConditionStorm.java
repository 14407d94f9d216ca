package io.interlock.sync;

import static org.assertj.core.api.Assertions.assertThat;

import io.interlock.Region;
import io.interlock.testing.Storm;
import io.interlock.testing.StormScenario;
import io.interlock.value.ShmLong;
import java.util.SplittableRandom;

/** Half of the workers put into a small buffer and wait while it is full, the others take and wait while it is empty. */
@SuppressWarnings("LockNotBeforeTry") // dying with the lock is what it is for
enum ConditionStorm implements StormScenario {
    CONDITION;

    private static final int CAPACITY = 4;
    private static final int SIGNAL_ALL_EVERY = 8;

    /** More returns than this for each round that got something to do are a waiter that is woken again and again. */
    private static final long MAX_RETURNS_A_ROUND = 20;

    private static ShmLock lock(Region region) {
        return region.lock("lock", OnOwnerDeath.HAND_OVER);
    }

    private static ShmLong size(Region region) {
        return region.longValue("size");
    }

    private static ShmLong done(Region region, int worker) {
        return region.longValue("done " + worker);
    }

    private static ShmLong returns(Region region, int worker) {
        return region.longValue("returns " + worker);
    }

    @Override
    public Round worker(Region region, int index, SplittableRandom random) {
        ShmLock lock = lock(region);
        boolean puts = index % 2 == 0;
        ShmCondition mine = lock.condition(puts ? "not full" : "not empty");
        ShmCondition theirs = lock.condition(puts ? "not empty" : "not full");
        ShmLong size = size(region);
        ShmLong stop = Storm.stop(region);
        ShmLong done = done(region, index);
        ShmLong returns = returns(region, index);
        return () -> {
            lock.lock();
            while (size.getPlain() == (puts ? CAPACITY : 0) && stop.get() == 0) {
                mine.await();
                returns.setPlain(returns.getPlain() + 1);
            }
            if (size.getPlain() != (puts ? CAPACITY : 0)) {
                size.setPlain(size.getPlain() + (puts ? 1 : -1));
                // After it: what is reported has been done.
                done.setPlain(done.getPlain() + 1);
            }
            if (random.nextInt(SIGNAL_ALL_EVERY) == 0) {
                theirs.signalAll();
            } else {
                theirs.signal();
            }
            lock.unlock();
        };
    }

    @Override
    public int roundsBetweenKills() {
        return 3_000;
    }

    @Override
    public void letOut(Region region) {
        ShmLock lock = lock(region);
        if (lock.tryLock()) {
            lock.condition("not full").signalAll();
            lock.condition("not empty").signalAll();
            lock.unlock();
        }
    }

    @Override
    public void check(Region region, int kills) {
        long reported = 0;
        long returns = 0;
        for (int i = 0; i < Storm.WORKERS; i++) {
            reported += (i % 2 == 0 ? 1 : -1) * done(region, i).get();
            returns += returns(region, i).get();
        }
        assertThat(size(region).get()).isBetween(0L, (long) CAPACITY);
        assertThat(size(region).get() - reported).isBetween((long) -kills, (long) kills);
        assertThat(returns).isLessThan(MAX_RETURNS_A_ROUND * Storm.rounds(region));
    }
}
