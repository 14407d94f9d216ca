package io.interlock.benchmarks.suite;

import io.interlock.benchmarks.suite.Profile.Timing;
import java.io.Serializable;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * One JMH fork: a benchmark with fixed parameters.
 *
 * @param benchmark full name
 * @param parameters in the order in which they are shown
 */
record PlannedFork(String benchmark, Map<String, String> parameters, Timing timing) implements Serializable {

    /** Methods that need no parameter to run two. */
    private static final Set<String> TWO_PROCESSES = Set.of("pingPong", "handOff", "openLoop");

    private static final int WORKER_START_MS = 250;
    private static final int FORK_START_MS = 800;

    /** {@code LockBenchmark.contended,implementation=interlock,…}: what people and file names call it. */
    String name() {
        String shortName = benchmark.substring(benchmark.lastIndexOf('.', benchmark.lastIndexOf('.') - 1) + 1);
        return shortName
                + parameters.entrySet().stream()
                        .map(e -> "," + e.getKey() + "=" + e.getValue())
                        .collect(Collectors.joining());
    }

    /** {@code Lock contended interlock 4 empty}: for the progress line. */
    String shortName() {
        String ofClass = benchmark.substring(0, benchmark.lastIndexOf('.'));
        String primitive = ofClass.substring(ofClass.lastIndexOf('.') + 1).replaceFirst("Benchmark$", "");
        return primitive + " " + benchmark.substring(benchmark.lastIndexOf('.') + 1) + " "
                + String.join(" ", parameters.values());
    }

    /** How far apart two processors are matters only to what runs on two. */
    boolean dependsOnCacheDistance() {
        return processes() > 1 || TWO_PROCESSES.contains(benchmark.substring(benchmark.lastIndexOf('.') + 1));
    }

    /** For the progress line only. */
    long estimatedMs() {
        long warmingUp = (long) timing.warmups() * timing.warmupMs();
        return FORK_START_MS
                + (long) WORKER_START_MS * processes()
                + warmingUp
                + (long) timing.iterations() * timing.iterationMs()
                + (benchmark.endsWith(".attachCold") ? 1_000L * (timing.warmups() + timing.iterations()) : 0)
                + (benchmark.endsWith(".openLoop") ? warmingUp + 2L * timing.iterationMs() : 0);
    }

    /** How many take part, where a parameter says so. */
    int processes() {
        return Integer.parseInt(parameters.getOrDefault("processes", "1"));
    }
}
