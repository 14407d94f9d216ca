package io.interlock.benchmarks.suite;

import io.interlock.benchmarks.suite.machine.Machine;
import java.util.List;

/** Whether the processors were near or far during a fork, by comparison with the whole run; of probes that found something. */
record CacheState(double medianProbeNs) {

    private static final double FAR_FACTOR = 1.8;

    static CacheState of(List<ForkResult> results) {
        double[] sorted = results.stream()
                .mapToDouble(ForkResult::probeNs)
                .filter(ns -> ns > 0)
                .sorted()
                .toArray();
        return new CacheState(sorted.length == 0 ? 0 : sorted[sorted.length / 2]);
    }

    boolean isFar(ForkResult result) {
        return result.probeNs() > FAR_FACTOR * medianProbeNs;
    }

    /** As results call it. */
    String name(ForkResult result) {
        if (result.probeNs() == 0) {
            return Machine.UNKNOWN;
        }
        return isFar(result) ? "far" : "near";
    }

    /**
     * How disturbed a fork was: above 1 it should be run again. What the host took, what other programs used, and that the
     * processors were far apart, each as a part of what can be borne.
     */
    double disturbance(ForkResult result) {
        double far = result.fork().dependsOnCacheDistance() && medianProbeNs > 0
                ? result.probeNs() / (FAR_FACTOR * medianProbeNs)
                : 0;
        return Math.max(far, result.load().disturbance());
    }
}
