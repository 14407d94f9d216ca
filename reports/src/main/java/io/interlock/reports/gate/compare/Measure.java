package io.interlock.reports.gate.compare;

import io.interlock.reports.gate.result.Metric;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * One figure of one benchmark that can be compared.
 *
 * @param metric a secondary metric's name; empty for JMH's own score
 * @param moreIsBetter whether it is a rate, not a time
 * @param threads the number of threads of the JMH fork; empty if the file does not have it
 */
public record Measure(
        String benchmark,
        String mode,
        SortedMap<String, String> params,
        String metric,
        boolean moreIsBetter,
        String threads,
        Metric values) {

    public Measure {
        params = new TreeMap<>(params);
    }

    /** The key by which the measures of two runs are matched. */
    public record Key(String benchmark, String mode, Map<String, String> params, String metric) {}

    public Key key() {
        return new Key(benchmark, mode, params, metric);
    }

    /** The benchmark's class and method, its parameters and, if it is not JMH's own score, the metric. */
    public String name() {
        return named(benchmark.substring(benchmark.lastIndexOf('.', benchmark.lastIndexOf('.') - 1) + 1));
    }

    /** The same with the package and JMH's mode: no other measure of a run has it. */
    public String fullName() {
        return named(benchmark) + " (" + mode + ")";
    }

    private String named(String name) {
        String values = params.entrySet().stream()
                .map(entry -> ", " + entry.getKey() + "=" + entry.getValue())
                .collect(Collectors.joining());
        return name + values + (metric.isEmpty() ? "" : ": " + metric);
    }

    /** Tells whether every value has a logarithm, which a ratio requires. */
    public boolean isPositive() {
        return values.forks().stream().flatMap(fork -> fork.stream()).allMatch(value -> value > 0);
    }

    /** Logarithms of times, or of the time of one operation at this rate; one row for each fork. */
    public double[][] logTimes() {
        double sign = moreIsBetter ? -1 : 1;
        return values.forks().stream()
                .map(fork -> fork.stream()
                        .mapToDouble(value -> sign * Math.log(value))
                        .toArray())
                .toArray(double[][]::new);
    }
}
