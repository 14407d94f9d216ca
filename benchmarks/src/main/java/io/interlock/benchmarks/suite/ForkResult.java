package io.interlock.benchmarks.suite;

import java.util.Map;
import org.HdrHistogram.Histogram;
import org.openjdk.jmh.results.RunResult;

/**
 * What one fork gave, and how the machine was meanwhile.
 *
 * @param round from 1
 * @param histograms by metric, in nanoseconds
 */
record ForkResult(
        PlannedFork fork,
        int round,
        RunResult result,
        Map<String, Histogram> histograms,
        double seconds,
        double probeBeforeNs,
        double probeAfterNs,
        SystemLoad.Share load,
        boolean repeated) {

    double probeNs() {
        return (probeBeforeNs + probeAfterNs) / 2;
    }

    ForkResult asRepeated() {
        return new ForkResult(fork, round, result, histograms, seconds, probeBeforeNs, probeAfterNs, load, true);
    }
}
