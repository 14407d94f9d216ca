package io.interlock.reports.site.page;

import io.interlock.reports.gate.text.Numbers;
import io.interlock.reports.site.text.Implementations;
import java.util.ArrayList;
import java.util.List;

/** The findings about one primitive, one sentence each. */
final class Findings {

    private Findings() {}

    static List<String> of(Primitive primitive) {
        List<String> survivors = Deaths.survivors(primitive);
        List<String> findings = new ArrayList<>();
        for (Scenario scenario : Scenario.of(primitive)) {
            scenario.best(survivors).ifPresent(best -> findings.add(sentence(scenario, best)));
        }
        List<Deaths.Outcome> outcomes = Deaths.of(primitive);
        if (outcomes.stream().anyMatch(outcome -> outcome.implementation().startsWith(Implementations.OURS))) {
            findings.add("After kill -9 of " + Wording.of(primitive).killed() + ": " + RecoverySection.title(outcomes)
                    + ".");
        }
        return findings;
    }

    private static String sentence(Scenario scenario, Comparison best) {
        String kind = best.safe() ? ", the fastest peer that survives a kill" : ", the fastest peer";
        String interval = Numbers.interval(best.ratio());
        return scenario.heading() + ", " + best.finding() + kind
                + (interval.isEmpty() ? "." : " (95 % interval " + interval + ").");
    }
}
