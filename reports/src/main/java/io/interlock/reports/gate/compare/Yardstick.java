package io.interlock.reports.gate.compare;

import io.interlock.reports.gate.result.BadInputException;
import io.interlock.reports.gate.statistics.Bootstrap;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Benchmarks that both runs measured and that depend on the machine only. Runs of different machines are compared by the ratio
 * of each benchmark to these, round by round, never by their times.
 *
 * <p>It is the geometric mean over the reference benchmarks of each round's fork.
 */
final class Yardstick {

    private final List<Measure.Key> references;

    private Yardstick(List<Measure.Key> references) {
        this.references = references;
    }

    /** What both runs have of it. */
    static Yardstick common(Side base, Side head, Pattern pattern) {
        List<Measure.Key> references = new ArrayList<>();
        for (Measure measure : base.matching(pattern)) {
            if (head.measures().containsKey(measure.key()) && measure.isPositive()) {
                references.add(measure.key());
            }
        }
        if (references.isEmpty()) {
            throw new BadInputException(head.file() + ": made on another machine than " + base.file()
                    + ", and both have no reference benchmark whose name contains \"" + pattern
                    + "\" to measure them by; name one with --reference, or run both on one machine");
        }
        return new Yardstick(references);
    }

    Set<Measure.Key> keys() {
        return new HashSet<>(references);
    }

    String names(Side side) {
        return references.stream()
                .map(key -> side.measures().get(key))
                .flatMap(measure -> Optional.ofNullable(measure).stream())
                .map(Measure::name)
                .collect(Collectors.joining("; "));
    }

    /** The logarithms of the measure's times, as multiples of the yardstick; empty if the rounds do not fit. */
    Optional<double[][]> apply(Side side, Measure measure) {
        double[][] times = measure.logTimes();
        double[] scale = new double[times.length];
        for (Measure.Key key : references) {
            Measure reference = side.measures().get(key);
            if (reference == null || reference.values().forks().size() != times.length) {
                return Optional.empty();
            }
            double[] medians = Bootstrap.medians(reference.logTimes());
            for (int fork = 0; fork < scale.length; fork++) {
                scale[fork] += medians[fork] / references.size();
            }
        }
        for (int fork = 0; fork < times.length; fork++) {
            for (int i = 0; i < times[fork].length; i++) {
                times[fork][i] -= scale[fork];
            }
        }
        return Optional.of(times);
    }
}
