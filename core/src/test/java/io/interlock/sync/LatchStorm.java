package io.interlock.sync;

import static org.assertj.core.api.Assertions.assertThat;

import io.interlock.Region;
import io.interlock.testing.Storm;
import io.interlock.testing.StormScenario;
import io.interlock.value.ShmLong;
import java.util.SplittableRandom;

/**
 * Half of the workers count latches down, one latch after the other, and the others wait for each: zero lets every one of
 * them through. Beside it a latch that never gets to zero, whose count says how many counted down.
 */
enum LatchStorm implements StormScenario {
    LATCH;

    private static final long ENDLESS = 1L << 40;
    private static final int COUNT = 400;
    private static final int PAUSE_EVERY = 16;
    private static final long PAUSE_NS = 50_000;

    private static ShmLatch endless(Region region) {
        return region.latch("endless", ENDLESS);
    }

    private static ShmLong current(Region region) {
        return region.longValue("current");
    }

    private static ShmLong countedDown(Region region, int worker) {
        return region.longValue("counted down " + worker);
    }

    private static ShmLatch latch(Region region, long number) {
        return region.latch("latch " + number, COUNT);
    }

    @Override
    public Round worker(Region region, int index, SplittableRandom random) {
        ShmLong current = current(region);
        if (index % 2 == 1) {
            return () -> {
                long number = current.get();
                ShmLatch latch = latch(region, number);
                latch.await();
                if (latch.getCount() != 0) {
                    Storm.violations(region).incrementAndGet();
                }
                // The first to get here goes on to the next.
                current.compareAndSet(number, number + 1);
            };
        }
        ShmLatch endless = endless(region);
        ShmLong countedDown = countedDown(region, index);
        return () -> {
            endless.countDown();
            // After the call: what has completed may never be missing from the count.
            countedDown.incrementAndGet();
            latch(region, current.get()).countDown();
            if (random.nextInt(PAUSE_EVERY) == 0) {
                Storm.spin(PAUSE_NS);
            }
        };
    }

    @Override
    public void letOut(Region region) {
        ShmLatch latch = latch(region, current(region).get());
        while (latch.getCount() > 0) {
            latch.countDown();
        }
    }

    @Override
    public void check(Region region, int kills) {
        long completed = 0;
        for (int i = 0; i < Storm.WORKERS; i++) {
            completed += countedDown(region, i).get();
        }
        assertThat(ENDLESS - endless(region).getCount() - completed).isBetween(0L, (long) kills);
    }
}
