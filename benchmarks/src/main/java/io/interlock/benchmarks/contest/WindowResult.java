package io.interlock.benchmarks.contest;

import io.interlock.benchmarks.control.ContenderBlock;
import io.interlock.benchmarks.control.ControlBlock;
import org.HdrHistogram.Histogram;

/**
 * One window's figures, as RESULTS.md names them.
 *
 * @param totalPerSecond sum of the contenders' own rates, each between its own two edges
 * @param shareMin the least contender's rate over the mean
 * @param ownerChanges per operation that increased the guarded counter; 0 where nobody guards, over everything between the commands before and after the window
 * @param cpuNs per operation
 */
public record WindowResult(
        double totalPerSecond,
        double shareMin,
        double jain,
        double ownerChanges,
        double cpuNs,
        long longestStallNs,
        Histogram latency) {

    static WindowResult of(ControlBlock control, long counted, long ownerChanges) {
        double sum = 0;
        double sumOfSquares = 0;
        double least = Double.MAX_VALUE;
        long operations = 0;
        long cpuNs = 0;
        long longestStallNs = 0;
        Histogram latency = Latencies.newHistogram();
        for (ContenderBlock contender : control.contenders()) {
            double rate = contender.windowNs() > 0 ? contender.inWindow() * 1e9 / contender.windowNs() : 0;
            sum += rate;
            sumOfSquares += rate * rate;
            least = Math.min(least, rate);
            operations += contender.inWindow();
            cpuNs += contender.cpuNs();
            longestStallNs = Math.max(longestStallNs, contender.stallNs());
            contender.addLatenciesTo(latency);
        }
        if (operations == 0) {
            throw new ContestFailedException("no contender finished a batch within the window: make it longer");
        }
        int contenders = control.contenders().size();
        return new WindowResult(
                sum,
                least / (sum / contenders),
                sum * sum / (contenders * sumOfSquares),
                counted == 0 ? 0 : (double) ownerChanges / counted,
                (double) cpuNs / operations,
                longestStallNs,
                latency);
    }
}
