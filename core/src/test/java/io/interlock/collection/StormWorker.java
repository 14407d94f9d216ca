package io.interlock.collection;

import io.interlock.Region;
import io.interlock.value.ShmLong;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/**
 * One process of a storm on a collection. A writer changes something and then counts the round twice: in the collection itself,
 * and in a value beside it.
 */
abstract class StormWorker {

    static final String TOTAL = "total";
    static final String STOP = "stop";
    static final String VIOLATIONS = "violations";

    final Region region;
    final SplittableRandom random;

    StormWorker(Region region, SplittableRandom random) {
        this.region = region;
        this.random = random;
    }

    /** A random change. */
    abstract void change();

    /** Adds one to this writer's count in the collection. */
    abstract void count(int writer);

    /** How often this writer has counted. */
    abstract long countOf(int writer);

    /** Reads something, and looks at it. */
    abstract void look();

    /** What is wrong with the collection, as it says itself. */
    abstract Iterable<String> verify();

    static String completedBy(int writer) {
        return "completed-" + writer;
    }

    final void write(int index) {
        ShmLong completed = region.longValue(completedBy(index));
        long done = completed.get();
        while (!isOver()) {
            change();
            count(index);
            completed.set(++done);
            region.longValue(TOTAL).incrementAndGet();
        }
    }

    final void read() {
        while (!isOver()) {
            look();
            region.longValue(TOTAL).incrementAndGet();
        }
    }

    final void check(byte @Nullable [] value) {
        if (value != null && !StormValue.isWhole(value)) {
            region.longValue(VIOLATIONS).incrementAndGet();
        }
    }

    private boolean isOver() {
        return region.longValue(STOP).get() != 0;
    }
}
