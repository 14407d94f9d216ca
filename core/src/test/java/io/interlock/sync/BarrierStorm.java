package io.interlock.sync;

import static org.assertj.core.api.Assertions.assertThat;

import io.interlock.Region;
import io.interlock.testing.Storm;
import io.interlock.testing.StormScenario;
import io.interlock.value.ShmLong;
import java.util.SplittableRandom;
import java.util.concurrent.BrokenBarrierException;

/**
 * All workers meet, again and again. When one is killed, who waits for it comes out; then the survivor resets the barrier,
 * and they begin anew, with the dead one's successor.
 */
enum BarrierStorm implements StormScenario {
    BARRIER;

    private static final int MANY = 5;

    /** A worker's stamp: how often the barrier was reset, and how often the worker got through since. */
    private static final long ONE_RESET = 1L << 32;

    private static ShmBarrier barrier(Region region) {
        return region.barrier("barrier", Storm.WORKERS);
    }

    private static ShmLong resets(Region region) {
        return region.longValue("resets");
    }

    private static ShmLong killedNs(Region region) {
        return region.longValue("killed, ns");
    }

    private static ShmLong longestNs(Region region) {
        return region.longValue("longest, ns");
    }

    private static ShmLong sumNs(Region region) {
        return region.longValue("sum, ns");
    }

    private static ShmLong broken(Region region) {
        return region.longValue("broken");
    }

    @Override
    public Round worker(Region region, int index, SplittableRandom random) {
        return new Worker(region, index);
    }

    @Override
    public int roundsBetweenKills() {
        return 2_000;
    }

    /** A death that nobody can know of breaks nothing. */
    @Override
    public boolean needsAll() {
        return true;
    }

    @Override
    public void beforeDeath(Region region, int victim) {
        killedNs(region).set(System.nanoTime());
    }

    @Override
    public boolean accountsForTheDead() {
        return true;
    }

    @Override
    public void afterDeath(Region region, int victim) {
        resets(region).incrementAndGet();
        barrier(region).reset();
    }

    @Override
    public void letOut(Region region) {
        barrier(region).abort();
    }

    @Override
    public void check(Region region, int kills) {
        long times = broken(region).get();
        System.out.printf(
                "barrier broken after kill -9: %d times, mean %.3f ms, max %.3f ms%n",
                times,
                sumNs(region).get() / 1e6 / Math.max(times, 1),
                longestNs(region).get() / 1e6);
        // Most kills find somebody waiting; a few may not.
        if (kills >= MANY) {
            assertThat(times).isPositive();
        }
        barrier(region).reset();
        assertThat(barrier(region).isBroken()).isFalse();
    }

    private static final class Worker implements Round {

        private final Region region;
        private final int index;
        private final ShmBarrier barrier;
        private final ShmLong resets;
        private long stamp;
        private boolean gotThrough;
        private long brokenSince = -1;

        Worker(Region region, int index) {
            this.region = region;
            this.index = index;
            this.barrier = barrier(region);
            this.resets = resets(region);
        }

        @Override
        public void run() throws InterruptedException {
            long since = resets.get() * ONE_RESET;
            if (stamp < since) {
                stamp = since;
            } else if (gotThrough) {
                stamp++;
            }
            gotThrough = false;
            stampOf(index).set(stamp);
            try {
                barrier.await();
                gotThrough = true;
                for (int i = 0; i < Storm.WORKERS; i++) {
                    long other = stampOf(i).get();
                    // A worker that is further than this has been here with us.
                    if (other != stamp && other != stamp + 1) {
                        Storm.violations(region).incrementAndGet();
                    }
                }
            } catch (BrokenBarrierException e) {
                // Once a death: until the reset it stays broken.
                if (brokenSince < since && Storm.stop(region).get() == 0) {
                    long tookNs = System.nanoTime() - killedNs(region).get();
                    longestNs(region).update(longest -> Math.max(longest, tookNs));
                    sumNs(region).getAndAdd(tookNs);
                    broken(region).incrementAndGet();
                }
                brokenSince = since;
            }
        }

        private ShmLong stampOf(int worker) {
            return region.longValue("stamp " + worker);
        }
    }
}
