package io.interlock.reports.site.page;

import io.interlock.reports.gate.result.ResultSet;
import java.util.ArrayList;
import java.util.List;

/** What makes the figures worth less than they look: said by the run itself, or seen in its results. */
final class Warnings {

    /** With fewer, an interval says little about how forks differ. */
    private static final int MIN_FORKS = 3;

    private Warnings() {}

    static List<String> of(ResultSet results) {
        List<String> warnings = new ArrayList<>();
        results.environment().warnings().forEach(warning -> warnings.add("Caution: " + warning + "."));
        int fewest = results.results().stream()
                .mapToInt(result -> result.primary().forks().size())
                .min()
                .orElse(0);
        if (fewest < MIN_FORKS) {
            warnings.add(
                    fewest == 1
                            ? "Caution: some results rest on one fork only; they have no interval, as nothing tells how"
                                    + " forks differ."
                            : "Caution: some results rest on " + fewest
                                    + " forks only; their intervals say little about how forks differ.");
        }
        if (!results.environment().isKnown()) {
            warnings.add("There is no environment.json beside these results: nothing is known about the machine.");
        }
        return warnings;
    }
}
