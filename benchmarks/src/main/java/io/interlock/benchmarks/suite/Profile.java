package io.interlock.benchmarks.suite;

import io.interlock.benchmarks.trial.Forked;
import java.io.Serializable;

/**
 * How much is run. The times are for two processors: {@code smoke} takes at most 90 seconds and only checks, {@code quick} at
 * most ten minutes, {@code full}, for publishing, three hours.
 */
public enum Profile {
    SMOKE,
    QUICK,
    FULL;

    /** Iterations and their lengths, before and while measuring. */
    record Timing(int warmups, int warmupMs, int iterations, int iterationMs) implements Serializable {}

    /** How often everything is run, each time in a new fork. */
    int rounds() {
        return switch (this) {
            case SMOKE -> 1;
            case QUICK -> 4;
            case FULL -> 4;
        };
    }

    /** Of benchmarks that need no workers. */
    Timing single() {
        return switch (this) {
            case SMOKE -> new Timing(1, 20, 1, 50);
            case QUICK -> new Timing(2, 100, 3, 100);
            case FULL -> new Timing(2, 300, 5, 300);
        };
    }

    /** Of contended windows, and of windows of hand-overs. */
    Timing windows(boolean ofJava) {
        return switch (this) {
            case SMOKE -> new Timing(0, 0, 1, 50);
            case QUICK -> new Timing(ofJava ? Forked.WARM_UP_WINDOWS : 3, Forked.WARM_UP_MS, 4, 150);
            case FULL -> new Timing(ofJava ? Forked.WARM_UP_WINDOWS : 5, Forked.WARM_UP_MS, 5, 250);
        };
    }

    /** Of attaching, which has no length; cold, each iteration starts several JVMs. */
    Timing attaching(boolean cold) {
        return switch (this) {
            case SMOKE -> new Timing(0, 0, 1, 0);
            case QUICK -> new Timing(cold ? 0 : 1, 0, cold ? 2 : 5, 0);
            case FULL -> new Timing(1, 0, 5, 0);
        };
    }

    /**
     * Of kills, which have no length. How long the next owner waits depends on what the operating system tears down first; with
     * fifteen kills the medians of two runs differed by up to 74 %.
     */
    Timing kills() {
        return switch (this) {
            case SMOKE -> new Timing(0, 0, 1, 0);
            case QUICK -> new Timing(1, 0, 7, 0);
            case FULL -> new Timing(1, 0, 10, 0);
        };
    }
}
