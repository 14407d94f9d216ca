package io.interlock.sync;

import static org.assertj.core.api.Assertions.assertThat;

import io.interlock.Region;
import io.interlock.testing.Await;
import io.interlock.testing.Storm;
import io.interlock.testing.StormScenario;
import io.interlock.value.ShmLong;
import java.util.SplittableRandom;

/** Takes permits that return by themselves: after each death all are there again, and never more than that were taken. */
enum BoundedSemaphoreStorm implements StormScenario {
    BOUNDED_SEMAPHORE;

    private static final int PERMITS = 4;
    private static final int MAX_AT_ONCE = 2;
    private static final long LONG_SECTION_NS = 50_000;
    private static final int LONG_SECTION_EVERY = 4;

    private static ShmBoundedSemaphore semaphore(Region region) {
        return region.boundedSemaphore("semaphore", PERMITS, OnHolderDeath.RETURN);
    }

    /** How many permits are taken, as the workers say; a dead one says nothing. */
    private static ShmLong inside(Region region) {
        return region.longValue("inside");
    }

    /** How many of them may be a dead worker's. */
    private static ShmLong uncertain(Region region) {
        return region.longValue("uncertain");
    }

    @Override
    public Round worker(Region region, int index, SplittableRandom random) {
        ShmBoundedSemaphore semaphore = semaphore(region);
        ShmLong inside = inside(region);
        ShmLong uncertain = uncertain(region);
        return () -> {
            int permits = random.nextInt(1, MAX_AT_ONCE + 1);
            semaphore.acquire(permits);
            // In this order: a kill is announced before it comes.
            if (inside.addAndGet(permits) > PERMITS + uncertain.get()) {
                Storm.violations(region).incrementAndGet();
            }
            if (random.nextInt(LONG_SECTION_EVERY) == 0) {
                Storm.spin(LONG_SECTION_NS);
            }
            inside.getAndAdd(-permits);
            semaphore.release(permits);
        };
    }

    @Override
    public int roundsBetweenKills() {
        return 2_000;
    }

    @Override
    public void beforeDeath(Region region, int victim) {
        uncertain(region).set(MAX_AT_ONCE);
    }

    @Override
    public boolean accountsForTheDead() {
        return true;
    }

    @Override
    public void afterDeath(Region region, int victim) {
        ShmBoundedSemaphore semaphore = semaphore(region);
        Await.until("the dead one's permits are back", () -> semaphore.availablePermits() == PERMITS);
        inside(region).set(0);
        uncertain(region).set(0);
    }

    @Override
    public void check(Region region, int kills) {
        assertThat(semaphore(region).availablePermits()).isEqualTo(PERMITS);
    }
}
