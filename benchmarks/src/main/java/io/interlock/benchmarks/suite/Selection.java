package io.interlock.benchmarks.suite;

import io.interlock.benchmarks.control.Load;
import io.interlock.benchmarks.control.Placement;
import io.interlock.benchmarks.driver.Implementation;
import io.interlock.benchmarks.driver.Implementation.Kind;

/** What of everything that can run a profile does run. */
interface Selection {

    /** The rate that says most, where there is to be one. */
    int USUAL_RATE = 50;

    /** The size of a copy, where there is to be one. */
    int USUAL_BYTES = 4096;

    static Selection of(Profile profile) {
        return switch (profile) {
            case SMOKE -> new SmokeSelection();
            case QUICK -> new QuickSelection();
            case FULL -> new FullSelection();
        };
    }

    boolean runsUncontended(Implementation implementation);

    boolean runsContended(Implementation implementation, Load load, int processes);

    /**
     * Of messages one way.
     *
     * @param processes producers and the consumer
     */
    boolean runsStream(Implementation implementation, int processes);

    boolean runsHandOff(Implementation implementation, int processes, Placement placement);

    /**
     * Of operations at fixed times.
     *
     * @param rate in percent of what the same contenders can do
     */
    boolean runsOpenLoop(Implementation implementation, int rate);

    boolean runsAttach(Implementation implementation, boolean cold);

    boolean runsDeath(Implementation implementation);

    boolean copies(int bytes);

    /** What everybody gets who asks for no other; there is one of each primitive. */
    static boolean isOurs(Implementation implementation) {
        return implementation.label().equals(Implementation.INTERLOCK.label());
    }

    /** Ours, and what it is measured against first. */
    static boolean isMain(Implementation implementation) {
        return isOurs(implementation) || (implementation.kind() == Kind.C && !implementation.isBoost());
    }
}
