package io.interlock.reports.page;

import io.interlock.reports.result.Metric;
import io.interlock.reports.result.Result;
import io.interlock.reports.stats.Bootstrap;
import io.interlock.reports.stats.Estimate;
import io.interlock.reports.text.Implementations;
import io.interlock.reports.text.Numbers;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * Ours against a peer. The ratio is always that of speeds: above 1, ours is faster, whether the metric is a time or a rate.
 *
 * @param safe whether the peer survives a death too, as far as that was measured
 */
record Comparison(String peer, boolean safe, Estimate ratio) {

    private static final Comparator<Comparison> FASTEST_PEER =
            Comparator.comparingDouble(comparison -> comparison.ratio().value());

    /**
     * The fastest peer that survives a death; the fastest of all where no deaths were measured. Threads of one process are
     * no peer of processes.
     */
    static Optional<Comparison> withBest(
            Collection<Result> results, Function<Result, Metric> metric, boolean time, List<String> survivors) {
        List<Comparison> all = withAll(results, metric, time, survivors).stream()
                .filter(comparison -> !comparison.peer().equals(Implementations.ONE_PROCESS))
                .toList();
        Optional<Comparison> safe = all.stream().filter(Comparison::safe).min(FASTEST_PEER);
        return safe.isPresent() || !survivors.isEmpty() ? safe : all.stream().min(FASTEST_PEER);
    }

    static List<Comparison> withAll(
            Collection<Result> results, Function<Result, Metric> metric, boolean time, List<String> survivors) {
        Optional<Metric> ours = results.stream()
                .filter(result -> result.implementation().equals(Implementations.OURS))
                .findFirst()
                .map(metric);
        if (ours.isEmpty()) {
            return List.of();
        }
        return results.stream()
                .filter(result -> !result.implementation().startsWith(Implementations.OURS))
                .map(result -> {
                    Metric theirs = metric.apply(result);
                    Estimate ratio = time ? Bootstrap.ratio(theirs, ours.get()) : Bootstrap.ratio(ours.get(), theirs);
                    return new Comparison(result.implementation(), survivors.contains(result.implementation()), ratio);
                })
                .toList();
    }

    /** As in "Interlock is 1.5 × as fast as pthread robust (C)". */
    String finding() {
        String name = Implementations.name(peer);
        if (isLevel()) {
            return "Interlock is about as fast as " + name;
        }
        return "Interlock is " + Numbers.times(ratio.value()) + " as fast as " + name;
    }

    boolean isLevel() {
        return ratio.low() <= 1 && ratio.high() >= 1;
    }
}
