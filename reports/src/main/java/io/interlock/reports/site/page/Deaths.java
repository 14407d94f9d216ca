package io.interlock.reports.site.page;

import io.interlock.reports.gate.result.Metric;
import io.interlock.reports.gate.result.Result;
import io.interlock.reports.gate.statistics.Bootstrap;
import io.interlock.reports.gate.statistics.Estimate;
import io.interlock.reports.site.chart.Checks;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The outcome of each implementation when the holder was killed. */
final class Deaths {

    static final String NEVER = "never";

    private static final double MS_PER_US = 1e-3;

    /**
     * The outcome of one implementation.
     *
     * @param kills the number of killed holders
     * @param recovered the number of kills after which another process acquired
     * @param timeMs the time from the kill to the next acquisition, of the kills that were followed by one
     */
    record Outcome(String implementation, int kills, int recovered, Optional<Estimate> timeMs) {

        boolean always() {
            return kills > 0 && recovered == kills;
        }

        boolean never() {
            return recovered == 0;
        }

        /** In place of a time. */
        String gap() {
            return NEVER + " (0 of " + kills + " kills)";
        }
    }

    private Deaths() {}

    static List<Outcome> of(Primitive primitive) {
        List<Outcome> outcomes = new ArrayList<>();
        for (Result result : primitive.of(Primitive.DEATH)) {
            result.metric("recovered").ifPresent(recovered -> outcomes.add(outcome(result, recovered)));
        }
        return outcomes;
    }

    private static Outcome outcome(Result result, Metric recovered) {
        int successes = (int) recovered.forks().stream()
                .flatMap(List::stream)
                .filter(value -> value > 0)
                .count();
        Optional<Estimate> time = Checks.metric(result, "recovery", "us")
                .map(recovery -> Bootstrap.estimate(recovery.times(MS_PER_US, "ms")));
        return new Outcome(
                result.implementation(), recovered.iterations(), successes, successes == 0 ? Optional.empty() : time);
    }

    /** The implementations that survived every death, with which Interlock can fairly be compared. */
    static List<String> survivors(Primitive primitive) {
        return of(primitive).stream()
                .filter(Outcome::always)
                .map(Outcome::implementation)
                .toList();
    }
}
