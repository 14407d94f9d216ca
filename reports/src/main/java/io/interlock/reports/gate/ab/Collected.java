package io.interlock.reports.gate.ab;

import io.interlock.reports.gate.result.Environment;
import io.interlock.reports.gate.result.Metric;
import io.interlock.reports.gate.result.Result;
import io.interlock.reports.gate.result.ResultSet;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The forks of one arm, as if one run had made them all. */
final class Collected {

    private final Map<Key, Result> results = new LinkedHashMap<>();
    private Environment environment = Environment.UNKNOWN;

    private record Key(String benchmark, String mode, Map<String, String> params) {}

    void add(ResultSet run, Part part) {
        if (!environment.isKnown()) {
            environment = run.environment();
        }
        for (Result result : run.results()) {
            if (part.counts(result)) {
                results.merge(new Key(result.benchmark(), result.mode(), result.params()), result, Collected::together);
            }
        }
    }

    void addAll(Collected other) {
        add(other.set(), Part.everything(""));
    }

    ResultSet set() {
        return ResultSet.of(List.copyOf(results.values()), environment);
    }

    private static Result together(Result first, Result second) {
        Map<String, Metric> secondary = new TreeMap<>(first.secondary());
        second.secondary().forEach((name, metric) -> secondary.merge(name, metric, Collected::together));
        return new Result(
                first.benchmark(),
                first.mode(),
                first.params(),
                together(first.primary(), second.primary()),
                secondary,
                first.setup());
    }

    private static Metric together(Metric first, Metric second) {
        List<List<Double>> forks = new ArrayList<>(first.forks());
        forks.addAll(second.forks());
        return new Metric(first.unit(), forks);
    }
}
