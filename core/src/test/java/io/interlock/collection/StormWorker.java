package io.interlock.collection;

import io.interlock.Region;
import io.interlock.testing.Storm;
import io.interlock.testing.StormScenario;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/** One process of a storm on a map or list: in each round it changes something, counts that in the collection, and looks. */
abstract class StormWorker implements StormScenario.Round {

    final Region region;
    final SplittableRandom random;
    private final int index;

    StormWorker(Region region, int index, SplittableRandom random) {
        this.region = region;
        this.random = random;
        this.index = index;
    }

    /** A random change. */
    abstract void change();

    /** Adds one to this worker's count in the collection. */
    abstract void count(int worker);

    /** How often this worker has counted. */
    abstract long countOf(int worker);

    /** Reads something, and looks at it. */
    abstract void look();

    /** What is wrong with the collection, as it says itself. */
    abstract Iterable<String> verify();

    @Override
    public final void run() {
        change();
        count(index);
        look();
    }

    final void check(byte @Nullable [] value) {
        if (value != null && !StormValue.isWhole(value)) {
            Storm.violations(region).incrementAndGet();
        }
    }
}
