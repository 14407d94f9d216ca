package io.interlock.reports.gate.ab;

import java.util.Optional;

/**
 * The results of {@code scripts/gate-trial} with real runs.
 *
 * @param options options of {@code ab}, for the runs of the same program
 * @param commit the commit of both sides
 * @param machine the machine of the runs
 */
public record TrialFigures(
        int trialFormat, String options, String commit, String machine, SameProgram sameProgram, MoreWork moreWork) {

    /**
     * Runs of the same program on both sides.
     *
     * @param benchmarks the number of benchmarks of one run
     * @param alarms the number of runs that reported any benchmark as slower
     * @param maxForks the maximum number of forks of each side and benchmark
     */
    public record SameProgram(int runs, int benchmarks, int alarms, int maxForks) {}

    /**
     * Runs in which one side has more work.
     *
     * @param found the number of runs that reported it as slower
     */
    public record MoreWork(int runs, int percent, int found) {}

    /** The figures of this version of the program; empty if there are none. */
    public static Optional<TrialFigures> published() {
        return Published.read("trial.json", TrialFigures.class);
    }
}
