package io.interlock.benchmarks.trial;

import io.interlock.benchmarks.harness.control.ControlBlock;
import io.interlock.benchmarks.harness.control.WorkerBlock;
import org.HdrHistogram.Histogram;

/**
 * One window's figures, as RESULTS.md names them.
 *
 * @param totalPerSecond sum of the workers' own rates, each between its own two edges
 * @param shareMin the least worker's rate over the mean
 * @param overlap in which part of the window all workers were counted
 * @param ownerChanges per operation that increased the guarded counter; 0 where nobody guards, over everything between the commands
 * before and after the window
 * @param used per operation
 */
public record WindowResult(
        double totalPerSecond,
        double shareMin,
        double jain,
        double overlap,
        double ownerChanges,
        Used used,
        long longestStallNs,
        Histogram latency) {

    static WindowResult of(ControlBlock control, long counted, long ownerChanges) {
        long operations = Rates.inWindow(control);
        if (operations == 0) {
            throw new TrialFailedException("no worker finished a batch within the window: make it longer");
        }
        Rates rates = Rates.of(control);
        return new WindowResult(
                rates.totalPerSecond(),
                rates.shareMin(),
                rates.jain(),
                rates.overlap(),
                counted == 0 ? 0 : (double) ownerChanges / counted,
                Used.of(control, operations),
                control.workers().stream().mapToLong(WorkerBlock::stallNs).max().orElse(0),
                Latencies.of(control));
    }
}
