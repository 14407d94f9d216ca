package io.interlock.benchmarks.suite;

import io.interlock.benchmarks.suite.machine.CacheLineProbe;
import io.interlock.benchmarks.suite.machine.SystemLoad;

/** Runs one fork and watches the machine meanwhile. */
interface ForkRunner {

    /**
     * What the fork measured.
     *
     * @param round from 1
     */
    ForkResult run(PlannedFork fork, int round) throws ForkFailedException;

    /** By JMH, between two probes of the cache lines. */
    static ForkRunner probing(JmhFork jmh) {
        return (fork, round) -> {
            double probeBefore = CacheLineProbe.measureNs();
            SystemLoad loadBefore = SystemLoad.now();
            long begun = System.nanoTime();
            var result = jmh.run(fork);
            double seconds = (System.nanoTime() - begun) / 1e9;
            SystemLoad.Share load = SystemLoad.now().since(loadBefore);
            double probeAfter = CacheLineProbe.measureNs();
            return new ForkResult(
                    fork, round, result, jmh.takeHistograms(), seconds, probeBefore, probeAfter, load, false);
        };
    }
}
