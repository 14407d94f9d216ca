package io.interlock.reports.site.page;

import io.interlock.reports.gate.result.Metric;
import io.interlock.reports.gate.result.Result;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;

/**
 * One scenario of a primitive, with the results of all implementations.
 *
 * @param words a description such as {@code with 4 processes and one load}
 * @param main whether it represents its shape on the first page
 * @param metric the metric that decides which implementation is faster
 * @param time whether less is better
 */
record Scenario(String words, boolean main, List<Result> results, Function<Result, Metric> metric, boolean time) {

    /** In the order of the primitive's page. */
    static List<Scenario> of(Primitive primitive) {
        List<Scenario> scenarios = new ArrayList<>();
        for (String load : primitive.loadsAlone()) {
            String what = load.isEmpty() ? "" : ", " + load;
            scenarios.add(
                    new Scenario("without contention" + what, true, primitive.alone(load), Result::primary, true));
        }
        String mainLoad = primitive.mainLoad().orElse("");
        Wording wording = Wording.of(primitive);
        for (String load : primitive.loads()) {
            scenarios.add(new Scenario(
                    "with " + primitive.mainProcesses() + " processes" + wording.and(load),
                    load.equals(mainLoad),
                    ThroughputSection.main(primitive, load),
                    ThroughputSection::total,
                    false));
        }
        for (Primitive.Setting setting : primitive.settings()) {
            scenarios.add(new Scenario(
                    "round trip, " + setting.words(),
                    setting.equals(primitive.settings().get(0)),
                    HandOffSection.measured(primitive, setting),
                    HandOffSection::median,
                    true));
        }
        for (OpenLoop pace : OpenLoop.of(primitive)) {
            scenarios.add(new Scenario(
                    pace.words() + ", in 99 % of cases", pace.isMain(), pace.measured(), OpenLoop::p99, true));
        }
        for (AttachSection.Kind kind : AttachSection.Kind.values()) {
            scenarios.add(new Scenario(
                    kind.words() + ", in the median",
                    true,
                    AttachSection.measured(primitive, kind),
                    AttachSection::median,
                    true));
        }
        return scenarios;
    }

    /** Interlock compared with the best peer that survives a death. */
    Optional<Comparison> best(List<String> survivors) {
        return Comparison.withBest(results, metric, time, survivors);
    }

    Optional<Metric> of(String implementation) {
        return results.stream()
                .filter(result -> result.implementation().equals(implementation))
                .findFirst()
                .map(metric);
    }

    /** For the start of a sentence. */
    String heading() {
        return words.substring(0, 1).toUpperCase(Locale.ROOT) + words.substring(1);
    }
}
