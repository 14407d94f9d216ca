package io.interlock.benchmarks.suite;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Runs the plan in rounds, so that forks of all implementations are interleaved: what disturbs the machine for a minute
 * disturbs all of them. Every other round goes backwards, against drifts. At the end, forks that were disturbed are run
 * again, the most disturbed first, and the calmer of the two results counts.
 *
 * <p>Every result goes into the journal at once; a result that is there already is not run.
 */
final class Rounds {

    /** Time for repeating, as a part of what the rounds took. */
    private static final double REPEAT_BUDGET = 0.05;

    private static final double DISTURBED = 1;

    private final List<PlannedFork> plan;
    private final int count;
    private final ForkRunner runner;
    private final Journal journal;
    private final Progress progress;
    private final List<ForkResult> results = new ArrayList<>();

    Rounds(List<PlannedFork> plan, int count, ForkRunner runner, Journal journal, Progress progress) {
        this.plan = plan;
        this.count = count;
        this.runner = runner;
        this.journal = journal;
        this.progress = progress;
    }

    /** One result per fork of the plan and round. */
    List<ForkResult> run() throws ForkFailedException {
        for (int round = 1; round <= count; round++) {
            List<PlannedFork> order = new ArrayList<>(plan);
            if (round % 2 == 0) {
                Collections.reverse(order);
            }
            for (PlannedFork fork : order) {
                Optional<ForkResult> earlier = journal.find(fork, round);
                if (earlier.isPresent()) {
                    results.add(earlier.get());
                    progress.skip(fork);
                } else {
                    progress.begin(round, fork);
                    results.add(kept(runner.run(fork, round)));
                    progress.end(fork);
                }
            }
        }
        double seconds = results.stream().mapToDouble(ForkResult::seconds).sum();
        repeatDisturbedOnes((long) (seconds * 1e9 * REPEAT_BUDGET));
        return results;
    }

    private void repeatDisturbedOnes(long budgetNs) throws ForkFailedException {
        long deadline = System.nanoTime() + budgetNs;
        CacheState state = CacheState.of(results);
        List<Integer> worstFirst = IntStream.range(0, results.size())
                .boxed()
                .filter(i -> !results.get(i).repeated() && state.disturbance(results.get(i)) > DISTURBED)
                .sorted(Comparator.comparingDouble(i -> -state.disturbance(results.get(i))))
                .toList();
        for (int i : worstFirst) {
            if (System.nanoTime() >= deadline) {
                return;
            }
            ForkResult first = results.get(i);
            progress.repeat(first.fork());
            ForkResult again = runner.run(first.fork(), first.round());
            boolean calmer = state.disturbance(again) < state.disturbance(first);
            results.set(i, kept((calmer ? again : first).asRepeated()));
        }
    }

    private ForkResult kept(ForkResult result) {
        journal.add(result);
        return result;
    }
}
