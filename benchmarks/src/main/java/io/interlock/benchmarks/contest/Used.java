package io.interlock.benchmarks.contest;

import io.interlock.benchmarks.control.ContenderBlock;
import io.interlock.benchmarks.control.ControlBlock;

/**
 * What all contenders' threads used, per operation.
 *
 * @param voluntary how often one left its processor to wait
 * @param involuntary how often one was ready to go on and another got its processor
 */
public record Used(double cpuNs, double voluntary, double involuntary) {

    static Used of(ControlBlock control, long operations) {
        double cpuNs = 0;
        double voluntary = 0;
        double involuntary = 0;
        for (ContenderBlock contender : control.contenders()) {
            cpuNs += contender.cpuNs();
            voluntary += contender.voluntarySwitches();
            involuntary += contender.involuntarySwitches();
        }
        return new Used(cpuNs / operations, voluntary / operations, involuntary / operations);
    }
}
