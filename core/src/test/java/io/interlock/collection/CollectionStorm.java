package io.interlock.collection;

import static org.assertj.core.api.Assertions.assertThat;

import io.interlock.Region;
import io.interlock.testing.Storm;
import io.interlock.testing.StormScenario;
import java.util.SplittableRandom;

/** No completed change is lost, none is seen half done, and no memory is lost; in a region that often is full of garbage. */
enum CollectionStorm implements StormScenario {
    MAP {
        @Override
        public StormWorker worker(Region region, int index, SplittableRandom random) {
            return new MapStormWorker(region, index, random);
        }
    },
    LIST {
        @Override
        public void create(Region region) {
            ListStormWorker.prepare(region);
        }

        @Override
        public StormWorker worker(Region region, int index, SplittableRandom random) {
            return new ListStormWorker(region, index, random);
        }
    };

    private static final long CAPACITY_BYTES = 4 << 20;

    @Override
    public long capacityBytes() {
        return CAPACITY_BYTES;
    }

    @Override
    public abstract StormWorker worker(Region region, int index, SplittableRandom random);

    @Override
    public void check(Region region, int kills) {
        StormWorker worker = worker(region, 0, new SplittableRandom());
        assertThat(worker.verify()).isEmpty();
        for (int i = 0; i < Storm.WORKERS; i++) {
            assertThat(worker.countOf(i) - Storm.rounds(region, i).get())
                    .as("rounds of worker %d that it did not live to report", i)
                    .isBetween(0L, (long) kills);
        }
    }
}
