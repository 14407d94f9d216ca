package io.interlock.benchmarks.suite;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * Runs the plan in rounds, so that forks of all implementations are interleaved: what disturbs the machine for a minute
 * disturbs all of them. Every other round goes backwards, against drifts. At the end, forks during which the processors
 * were far apart, unlike most, are run again.
 */
final class Rounds {

    /** Time for repeating, as a part of what the rounds took. */
    private static final double REPEAT_BUDGET = 0.05;

    private final List<PlannedFork> plan;
    private final int count;
    private final JmhFork jmh;
    private final Progress progress;
    private final List<ForkResult> results = new ArrayList<>();

    Rounds(List<PlannedFork> plan, int count, JmhFork jmh, Progress progress) {
        this.plan = plan;
        this.count = count;
        this.jmh = jmh;
        this.progress = progress;
    }

    /** One result per fork of the plan and round. */
    List<ForkResult> run() throws ForkFailedException {
        long begun = System.nanoTime();
        for (int round = 1; round <= count; round++) {
            List<PlannedFork> order = new ArrayList<>(plan);
            if (round % 2 == 0) {
                Collections.reverse(order);
            }
            for (PlannedFork fork : order) {
                progress.begin(round, fork);
                results.add(run(fork, round));
                progress.end(fork);
            }
        }
        repeatFarOnes((long) ((System.nanoTime() - begun) * REPEAT_BUDGET));
        return results;
    }

    private void repeatFarOnes(long budgetNs) throws ForkFailedException {
        long deadline = System.nanoTime() + budgetNs;
        CacheState state = CacheState.of(results);
        for (int i = 0; i < results.size() && System.nanoTime() < deadline; i++) {
            ForkResult result = results.get(i);
            if (result.fork().dependsOnCacheDistance() && state.isFar(result)) {
                progress.repeat(result.fork());
                results.set(i, run(result.fork(), result.round()).asRepeated());
            }
        }
    }

    private ForkResult run(PlannedFork fork, int round) throws ForkFailedException {
        double probeBefore = CacheLineProbe.measureNs();
        SystemLoad loadBefore = SystemLoad.now();
        long begun = System.nanoTime();
        var result = jmh.run(fork);
        double seconds = (System.nanoTime() - begun) / 1e9;
        SystemLoad.Share load = SystemLoad.now().since(loadBefore);
        double probeAfter = CacheLineProbe.measureNs();
        return new ForkResult(fork, round, result, jmh.takeHistograms(), seconds, probeBefore, probeAfter, load, false);
    }
}
