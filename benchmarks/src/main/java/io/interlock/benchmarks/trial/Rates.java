package io.interlock.benchmarks.trial;

import io.interlock.benchmarks.harness.control.ControlBlock;
import io.interlock.benchmarks.harness.control.WorkerBlock;
import java.util.List;

/**
 * How much each worker, or each group by its leader, did in one window between its own two edges.
 *
 * @param totalPerSecond sum of the rates
 * @param shareMin the least rate over the mean
 * @param jain Jain's fairness index
 * @param overlap in which part of the time from the first worker's first edge to the last one's last edge all were
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
        List<WorkerBlock> all = control.workers();
        for (int i = 0; i < all.size(); i++) {
            if (control.shape().leads(i)) {
                WorkerBlock worker = all.get(i);
                double rate = worker.windowNs() > 0 ? worker.inWindow() * 1e9 / worker.windowNs() : 0;
                sum += rate;
                sumOfSquares += rate * rate;
                least = Math.min(least, rate);
                count++;
                firstFirst = Math.min(firstFirst, worker.firstEdgeNs());
                lastFirst = Math.max(lastFirst, worker.firstEdgeNs());
                firstLast = Math.min(firstLast, worker.lastEdgeNs());
                lastLast = Math.max(lastLast, worker.lastEdgeNs());
            }
        }
        double common = Math.max(0, firstLast - lastFirst);
        return new Rates(
                sum, least / (sum / count), sum * sum / (count * sumOfSquares), common / (lastLast - firstFirst));
    }

    /** Operations of all workers in the window. */
    static long inWindow(ControlBlock control) {
        return control.workers().stream().mapToLong(WorkerBlock::inWindow).sum();
    }
}
