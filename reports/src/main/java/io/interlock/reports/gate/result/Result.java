package io.interlock.reports.gate.result;

import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * One element of {@code jmh-result.json}: a benchmark with one choice of parameters.
 *
 * @param setup the settings of JMH, by JMH's own names: {@code jmhVersion}, {@code jdkVersion}, {@code threads}, …
 */
public record Result(
        String benchmark,
        String mode,
        SortedMap<String, String> params,
        Metric primary,
        Map<String, Metric> secondary,
        SortedMap<String, String> setup) {

    private static final String IMPLEMENTATION = "implementation";
    private static final String PROCESSES = "processes";
    private static final String LOAD = "load";
    private static final String PLACEMENT = "placement";
    private static final String RATE = "rate";
    private static final Set<String> KNOWN = Set.of(IMPLEMENTATION, PROCESSES, LOAD, PLACEMENT, RATE);
    private static final Pattern NUMBER = Pattern.compile("\\d{1,6}");

    public Result {
        params = new TreeMap<>(params);
        secondary = Map.copyOf(secondary);
        setup = new TreeMap<>(setup);
    }

    /** The benchmark's class without its package, as in {@code LockBenchmark}. */
    public String className() {
        String owner = benchmark.contains(".") ? benchmark.substring(0, benchmark.lastIndexOf('.')) : benchmark;
        return owner.substring(owner.lastIndexOf('.') + 1);
    }

    public String method() {
        return benchmark.substring(benchmark.lastIndexOf('.') + 1);
    }

    /** The implementation that was measured, or an empty string if the benchmark has no such parameter. */
    public String implementation() {
        return params.getOrDefault(IMPLEMENTATION, "");
    }

    public String load() {
        return params.getOrDefault(LOAD, "");
    }

    /** The placement of the processes, or an empty string if the benchmark has no such parameter. */
    public String placement() {
        return params.getOrDefault(PLACEMENT, "");
    }

    public OptionalInt processes() {
        return number(PROCESSES);
    }

    /** The rate of operations that begin at fixed times, in percent of the maximum rate. */
    public OptionalInt rate() {
        return number(RATE);
    }

    private OptionalInt number(String param) {
        String value = params.getOrDefault(param, "");
        return NUMBER.matcher(value).matches() ? OptionalInt.of(Integer.parseInt(value)) : OptionalInt.empty();
    }

    /** Tells whether the result format defines all of its parameters. */
    public boolean hasOnlyKnownParams() {
        return KNOWN.containsAll(params.keySet());
    }

    public Optional<Metric> metric(String name) {
        return Optional.ofNullable(secondary.get(name));
    }

    /** For messages: the benchmark and its parameters. */
    public String name() {
        String values = params.entrySet().stream()
                .map(entry -> ", " + entry.getKey() + "=" + entry.getValue())
                .collect(Collectors.joining());
        return className() + "." + method() + values;
    }
}
