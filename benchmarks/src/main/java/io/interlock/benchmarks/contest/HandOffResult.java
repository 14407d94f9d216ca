package io.interlock.benchmarks.contest;

import io.interlock.benchmarks.control.ContenderBlock;
import io.interlock.benchmarks.control.ControlBlock;
import java.util.ArrayList;
import java.util.List;
import org.HdrHistogram.Histogram;

/**
 * One window of hand-offs, as RESULTS.md names its figures.
 *
 * @param roundTripsPerSecond sum of the pairs' own rates
 * @param latency the round trips of the first pair
 */
public record HandOffResult(double roundTripsPerSecond, Histogram latency) {

    /** Contenders with even indexes are first ends; their partners follow them. */
    static List<ContenderBlock> firstEnds(ControlBlock control) {
        List<ContenderBlock> firstEnds = new ArrayList<>();
        for (int i = 0; i < control.contenders().size(); i += 2) {
            firstEnds.add(control.contenders().get(i));
        }
        return firstEnds;
    }

    /** Only while everybody idles. */
    static HandOffResult of(ControlBlock control) {
        check(control.contenders());
        double sum = 0;
        for (ContenderBlock firstEnd : firstEnds(control)) {
            if (firstEnd.inWindow() == 0 || firstEnd.windowNs() <= 0) {
                throw new ContestFailedException("a pair finished no round trip within the window: make it longer");
            }
            sum += firstEnd.inWindow() * 1e9 / firstEnd.windowNs();
        }
        Histogram latency = Latencies.newHistogram();
        control.contenders().get(0).addLatenciesTo(latency);
        return new HandOffResult(sum, latency);
    }

    private static void check(List<ContenderBlock> all) {
        for (int i = 0; i < all.size(); i += 2) {
            long first = all.get(i).operations();
            long second = all.get(i + 1).operations();
            if (first != second) {
                throw new ContestFailedException("hand-overs were lost or doubled: of pair " + i / 2
                        + ", the first end counted " + first + " round trips and the second " + second);
            }
        }
    }
}
