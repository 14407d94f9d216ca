package io.interlock.benchmarks.trial;

import io.interlock.benchmarks.harness.control.ControlBlock;
import org.HdrHistogram.Histogram;

/**
 * One window's figures where every operation or round trip is timed, as RESULTS.md names them.
 *
 * @param totalPerSecond round trips of all groups
 * @param shareMin the least group's rate over the mean
 * @param overlap in which part of the window all groups were counted
 * @param used per round trip, by all workers, from the command to start to the command to stop
 * @param latency of round trips of all groups
 */
public record TimedResult(double totalPerSecond, double shareMin, double overlap, Used used, Histogram latency) {

    static TimedResult of(ControlBlock control, long operations) {
        Histogram latency = Latencies.of(control);
        if (latency.getTotalCount() == 0) {
            throw new TrialFailedException("nothing was finished within the window: make it longer");
        }
        Rates rates = Rates.of(control);
        return new TimedResult(
                rates.totalPerSecond(), rates.shareMin(), rates.overlap(), Used.of(control, operations), latency);
    }
}
