package io.interlock.benchmarks.contest;

import io.interlock.benchmarks.control.ContenderBlock;
import io.interlock.benchmarks.control.ControlBlock;
import java.util.List;

/**
 * How much each contender, or each group by its leader, did in one window between its own two edges.
 *
 * @param totalPerSecond sum of the rates
 * @param shareMin the least rate over the mean
 * @param jain Jain's fairness index
 * @param overlap in which part of the time from the first contender's first edge to the last one's last edge all were
 *     counted
 */
record Rates(double totalPerSecond, double shareMin, double jain, double overlap) {

    static Rates of(ControlBlock control) {
        double sum = 0;
        double sumOfSquares = 0;
        double least = Double.MAX_VALUE;
        int count = 0;
        long lastFirst = Long.MIN_VALUE;
        long firstFirst = Long.MAX_VALUE;
        long lastLast = Long.MIN_VALUE;
        long firstLast = Long.MAX_VALUE;
        List<ContenderBlock> all = control.contenders();
        for (int i = 0; i < all.size(); i++) {
            if (control.shape().leads(i)) {
                ContenderBlock contender = all.get(i);
                double rate = contender.windowNs() > 0 ? contender.inWindow() * 1e9 / contender.windowNs() : 0;
                sum += rate;
                sumOfSquares += rate * rate;
                least = Math.min(least, rate);
                count++;
                firstFirst = Math.min(firstFirst, contender.firstEdgeNs());
                lastFirst = Math.max(lastFirst, contender.firstEdgeNs());
                firstLast = Math.min(firstLast, contender.lastEdgeNs());
                lastLast = Math.max(lastLast, contender.lastEdgeNs());
            }
        }
        double common = Math.max(0, firstLast - lastFirst);
        return new Rates(
                sum, least / (sum / count), sum * sum / (count * sumOfSquares), common / (lastLast - firstFirst));
    }

    /** Operations of all contenders in the window. */
    static long inWindow(ControlBlock control) {
        return control.contenders().stream().mapToLong(ContenderBlock::inWindow).sum();
    }
}
