package io.interlock.testing;

import io.interlock.Region;
import java.io.Serializable;
import java.util.SplittableRandom;

/** What the processes of a {@link Storm} do with one primitive, and what must hold when some of them were killed. */
public interface StormScenario extends Serializable {

    /** The region's capacity, in bytes. */
    default long capacityBytes() {
        return 64 << 20;
    }

    /** Creates what the workers share, before there are any. */
    default void create(Region region) {}

    /** One worker's work, in its own process; {@link Round#run} is called until the storm ends. */
    Round worker(Region region, int index, SplittableRandom random);

    /** One round of work, between two moments at which a worker holds nothing. */
    @FunctionalInterface
    interface Round {
        void run() throws Exception;
    }

    /** How many rounds of all workers together come between two kills, at most. */
    default int roundsBetweenKills() {
        return 5_000;
    }

    /** True if a worker may only be killed when each has completed a round since it was started. */
    default boolean needsAll() {
        return false;
    }

    /** Right before each kill. */
    default void beforeDeath(Region region, int victim) {}

    /** True if {@link #afterDeath} is wanted. */
    default boolean accountsForTheDead() {
        return false;
    }

    /** After each kill, while all survivors stand between two rounds. */
    default void afterDeath(Region region, int victim) {}

    /** Again and again at the end, until all workers have come out of their last rounds. */
    default void letOut(Region region) {}

    /** When all is over. */
    void check(Region region, int kills) throws Exception;
}
