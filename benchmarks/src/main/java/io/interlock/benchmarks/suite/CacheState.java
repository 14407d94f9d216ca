package io.interlock.benchmarks.suite;

import java.util.List;

/** Whether the processors were near or far during a fork, by comparison with the whole run. */
record CacheState(double medianProbeNs) {

    private static final double FAR_FACTOR = 1.8;

    static CacheState of(List<ForkResult> results) {
        double[] sorted =
                results.stream().mapToDouble(ForkResult::probeNs).sorted().toArray();
        return new CacheState(sorted.length == 0 ? 0 : sorted[sorted.length / 2]);
    }

    boolean isFar(ForkResult result) {
        return result.probeNs() > FAR_FACTOR * medianProbeNs;
    }
}
