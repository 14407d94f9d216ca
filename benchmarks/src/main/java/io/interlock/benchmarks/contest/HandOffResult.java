package io.interlock.benchmarks.contest;

import io.interlock.benchmarks.control.ContenderBlock;
import io.interlock.benchmarks.control.ControlBlock;
import java.util.List;
import org.HdrHistogram.Histogram;

/**
 * One window's figures of hand-overs, as RESULTS.md names them.
 *
 * @param totalPerSecond round trips of all groups
 * @param shareMin the least group's rate over the mean
 * @param cpuNs per round trip, of all contenders, from the command to start to the command to stop
 * @param roundTrip of all groups
 */
public record HandOffResult(double totalPerSecond, double shareMin, double cpuNs, Histogram roundTrip) {

    static HandOffResult of(ControlBlock control, long rounds) {
        double sum = 0;
        double least = Double.MAX_VALUE;
        int groups = 0;
        long cpuNs = 0;
        Histogram roundTrip = Latencies.newHistogram();
        List<ContenderBlock> all = control.contenders();
        for (int i = 0; i < all.size(); i++) {
            ContenderBlock contender = all.get(i);
            cpuNs += contender.cpuNs();
            if (control.shape().leads(i)) {
                double rate = contender.windowNs() > 0 ? contender.inWindow() * 1e9 / contender.windowNs() : 0;
                groups++;
                sum += rate;
                least = Math.min(least, rate);
                contender.addLatenciesTo(roundTrip);
            }
        }
        if (roundTrip.getTotalCount() == 0) {
            throw new ContestFailedException("no round trip was finished within the window: make it longer");
        }
        return new HandOffResult(sum, least / (sum / groups), (double) cpuNs / rounds, roundTrip);
    }
}
