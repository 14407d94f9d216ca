package io.interlock.reports.gate.result;

import java.util.List;

/**
 * The values of one metric of one benchmark.
 *
 * @param forks per fork, in the order of the rounds, its iterations; no fork is empty
 */
public record Metric(String unit, List<List<Double>> forks) {

    public Metric {
        if (forks.isEmpty() || forks.stream().anyMatch(List::isEmpty)) {
            throw new IllegalArgumentException("a metric needs at least one fork, and each fork an iteration");
        }
        forks = forks.stream().map(List::copyOf).toList();
    }

    /** The same in another unit. */
    public Metric times(double factor, String newUnit) {
        List<List<Double>> scaled = forks.stream()
                .map(fork -> fork.stream().map(value -> value * factor).toList())
                .toList();
        return new Metric(newUnit, scaled);
    }

    public int iterations() {
        return forks.stream().mapToInt(List::size).sum();
    }
}
