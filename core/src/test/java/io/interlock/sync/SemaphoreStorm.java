package io.interlock.sync;

import static org.assertj.core.api.Assertions.assertThat;

import io.interlock.Region;
import io.interlock.testing.Storm;
import io.interlock.testing.StormScenario;
import io.interlock.value.ShmLong;
import java.util.SplittableRandom;

/**
 * Takes one permit or two and gives them back. A dead worker's permits stay taken, as documented: so each worker keeps a
 * record of what it is about to do, and the survivor gives back what the record says.
 */
enum SemaphoreStorm implements StormScenario {
    SEMAPHORE;

    /** The dead worker's at most two leave enough for any other. */
    private static final int PERMITS = 4;

    private static final int MAX_AT_ONCE = 2;
    private static final long LONG_SECTION_NS = 50_000;
    private static final int LONG_SECTION_EVERY = 4;

    /** A record is a number of permits and one of these; nothing: 0. */
    private static final long HAS = 10;

    /** About to acquire, or about to release: the death decides whether it has. */
    private static final long MAY_HAVE = 20;

    private static ShmSemaphore semaphore(Region region) {
        return region.semaphore("semaphore", PERMITS);
    }

    private static ShmLong record(Region region, int worker) {
        return region.longValue("record " + worker);
    }

    private static ShmLong inside(Region region) {
        return region.longValue("inside");
    }

    @Override
    public Round worker(Region region, int index, SplittableRandom random) {
        ShmSemaphore semaphore = semaphore(region);
        ShmLong record = record(region, index);
        ShmLong inside = inside(region);
        return () -> {
            int permits = random.nextInt(1, MAX_AT_ONCE + 1);
            record.set(MAY_HAVE + permits);
            semaphore.acquire(permits);
            record.set(HAS + permits);
            if (inside.addAndGet(permits) > PERMITS) {
                Storm.violations(region).incrementAndGet();
            }
            if (random.nextInt(LONG_SECTION_EVERY) == 0) {
                Storm.spin(LONG_SECTION_NS);
            }
            inside.getAndAdd(-permits);
            record.set(MAY_HAVE + permits);
            semaphore.release(permits);
            record.set(0);
        };
    }

    @Override
    public int roundsBetweenKills() {
        return 2_000;
    }

    @Override
    public boolean accountsForTheDead() {
        return true;
    }

    @Override
    public void afterDeath(Region region, int victim) {
        ShmSemaphore semaphore = semaphore(region);
        long record = record(region, victim).getAndSet(0);
        int missing = PERMITS - semaphore.availablePermits();
        if (record >= MAY_HAVE) {
            assertThat((long) missing).isIn(0L, record - MAY_HAVE);
        } else {
            assertThat((long) missing).isEqualTo(record == 0 ? 0 : record - HAS);
        }
        inside(region).set(0);
        semaphore.release(missing);
    }

    @Override
    public void check(Region region, int kills) {
        assertThat(semaphore(region).availablePermits()).isEqualTo(PERMITS);
    }
}
