package io.interlock.reports.site.page;

import io.interlock.reports.gate.result.ResultSet;
import java.util.ArrayList;
import java.util.List;

/** Reasons to trust the figures less: warnings of the run itself, and those derived from its results. */
final class Warnings {

    /** With fewer forks an interval hardly reflects the variation between forks. */
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
                            ? "Caution: some results have only one fork. They have no interval, because the variation between"
                                    + " forks is unknown."
                            : "Caution: some results have only " + fewest
                                    + " forks, so their intervals hardly reflect the variation between forks.");
        }
        if (!results.environment().isKnown()) {
            warnings.add("The results have no environment.json, so nothing is known about the machine.");
        }
        return warnings;
    }
}
