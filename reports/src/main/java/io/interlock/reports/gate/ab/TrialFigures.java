package io.interlock.reports.gate.ab;

import java.util.Optional;

/**
 * What {@code scripts/gate-trial} found out with real runs.
 *
 * @param options of {@code ab}, for the runs of the same program
 * @param commit of both sides
 * @param machine on which they ran
 */
public record TrialFigures(
        int trialFormat, String options, String commit, String machine, SameProgram sameProgram, MoreWork moreWork) {

    /**
     * Runs of the same program on both sides.
     *
     * @param benchmarks of one run
     * @param alarms runs in which something was called slower
     * @param maxForks of each side and benchmark
     */
    public record SameProgram(int runs, int benchmarks, int alarms, int maxForks) {}

    /**
     * Runs of which one side has more to do.
     *
     * @param found runs in which that was called slower
     */
    public record MoreWork(int runs, int percent, int found) {}

    /** Those of this version of the program; empty if none were made. */
    public static Optional<TrialFigures> published() {
        return Published.read("trial.json", TrialFigures.class);
    }
}
