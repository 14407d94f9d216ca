package io.interlock.reports.gate.ab;

import io.interlock.reports.gate.compare.Measure;
import io.interlock.reports.gate.result.Result;
import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The benchmarks that one arm runs before the other arm continues.
 *
 * @param include a regular expression that is searched in the names of benchmarks
 * @param cases the cases whose results count; empty before any result is known, when all count
 */
record Part(String include, Set<Case> cases) {

    /** A benchmark with its parameters. */
    record Case(String benchmark, Map<String, String> params) {

        Case {
            params = new TreeMap<>(params);
        }

        static Case of(Measure measure) {
            return new Case(measure.benchmark(), measure.params());
        }

        /** Finds {@code benchmark,name=value,…}, whatever the order of the parameters. */
        String regex() {
            return params.entrySet().stream()
                    .map(param -> "(?=.*," + Pattern.quote(param.getKey() + "=" + param.getValue()) + "(,|$))")
                    .collect(Collectors.joining("", "(?=.*" + Pattern.quote(benchmark) + "(,|$))", ""));
        }
    }

    static Part everything(String include) {
        return new Part(include, Set.of());
    }

    static Part of(Collection<Case> cases) {
        return new Part(
                cases.stream().map(Case::regex).distinct().collect(Collectors.joining("|", "^(", ")")),
                Set.copyOf(cases));
    }

    /** The selection for tools that select by the name of a benchmark only. */
    String benchmarks() {
        return cases.isEmpty()
                ? include
                : cases.stream().map(Case::benchmark).collect(Collectors.toCollection(TreeSet::new)).stream()
                        .map(Pattern::quote)
                        .collect(Collectors.joining("|", "^(", ")$"));
    }

    boolean counts(Result result) {
        return cases.isEmpty() || cases.contains(new Case(result.benchmark(), result.params()));
    }
}
