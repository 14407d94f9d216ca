package io.interlock.reports.site.page;

import io.interlock.reports.gate.result.Metric;
import io.interlock.reports.gate.result.Result;
import io.interlock.reports.gate.statistics.Bootstrap;
import io.interlock.reports.gate.statistics.Estimate;
import io.interlock.reports.gate.text.Numbers;
import io.interlock.reports.site.chart.Checks;
import io.interlock.reports.site.text.Implementations;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * Interlock compared with a peer. The ratio is one of speeds: above 1 Interlock is faster, for times and for rates.
 *
 * @param safe whether the peer survives a death too, if that was measured
 */
record Comparison(String peer, boolean safe, Estimate ratio) {

    private static final double MAX_ALIKE = 1.2;

    private static final Comparator<Comparison> FASTEST_PEER =
            Comparator.comparingDouble(comparison -> comparison.ratio().value());

    /**
     * The fastest peer that survives a death as Interlock does, or the fastest of all if none is known to. Threads of one process
     * do not count as peers of processes.
     */
    static Optional<Comparison> withBest(
            Collection<Result> results, Function<Result, Metric> metric, boolean time, List<String> survivors) {
        // An implementation that does not survive a death is compared with all peers.
        List<String> fair = survivors.contains(Implementations.OURS) ? survivors : List.of();
        List<Comparison> all = withAll(results, metric, time, fair).stream()
                .filter(comparison -> !Implementations.isOneProcess(comparison.peer()))
                .toList();
        Optional<Comparison> safe = all.stream().filter(Comparison::safe).min(FASTEST_PEER);
        return safe.isPresent() ? safe : all.stream().min(FASTEST_PEER);
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
        // There is no ratio to zero. Charts refuse such scores too, but are drawn later.
        results.forEach(result -> Checks.positive(
                result.name(), Bootstrap.estimate(metric.apply(result)).value()));
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
        if (!ratio.hasInterval()) {
            return "in one fork, Interlock is " + Numbers.times(ratio.value()) + " as fast as " + name;
        }
        if (!isLevel()) {
            return "Interlock is " + Numbers.times(ratio.value()) + " as fast as " + name;
        }
        return isClose()
                ? "Interlock is about as fast as " + name
                : "no clear difference between Interlock and " + name;
    }

    boolean isLevel() {
        return ratio.low() <= 1 && ratio.high() >= 1;
    }

    /** A wide interval that contains 1 does not show that two implementations are alike. */
    private boolean isClose() {
        return ratio.low() >= 1 / MAX_ALIKE && ratio.high() <= MAX_ALIKE;
    }
}
