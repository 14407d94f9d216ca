package io.interlock.benchmarks.suite;

import io.interlock.benchmarks.suite.machine.SystemLoad;
import java.io.Serializable;
import java.util.Map;
import org.HdrHistogram.Histogram;
import org.openjdk.jmh.results.BenchmarkResult;
import org.openjdk.jmh.results.Result;
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
        boolean repeated)
        implements Serializable {

    /** 0 if nothing is known. */
    double probeNs() {
        if (probeBeforeNs == 0 || probeAfterNs == 0) {
            return Math.max(probeBeforeNs, probeAfterNs);
        }
        return (probeBeforeNs + probeAfterNs) / 2;
    }

    /** In which part of its windows all workers were counted, on average; 1 where there are none. */
    double overlap() {
        BenchmarkResult all = result.getAggregatedResult();
        Result<?> overlap = all == null ? null : all.getSecondaryResults().get("overlap");
        return overlap == null ? 1 : overlap.getScore();
    }

    ForkResult asRepeated() {
        return new ForkResult(fork, round, result, histograms, seconds, probeBeforeNs, probeAfterNs, load, true);
    }
}
