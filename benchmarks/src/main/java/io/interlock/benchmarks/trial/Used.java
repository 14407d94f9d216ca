package io.interlock.benchmarks.trial;

import io.interlock.benchmarks.harness.control.ControlBlock;
import io.interlock.benchmarks.harness.control.WorkerBlock;

/**
 * What all workers' threads used, per operation.
 *
 * @param voluntary how often one left its processor to wait
 * @param involuntary how often one was ready to go on and another got its processor
 */
public record Used(double cpuNs, double voluntary, double involuntary) {

    static Used of(ControlBlock control, long operations) {
        double cpuNs = 0;
        double voluntary = 0;
        double involuntary = 0;
        for (WorkerBlock worker : control.workers()) {
            cpuNs += worker.cpuNs();
            voluntary += worker.voluntarySwitches();
            involuntary += worker.involuntarySwitches();
        }
        return new Used(cpuNs / operations, voluntary / operations, involuntary / operations);
    }
}
