package io.interlock.reports.gate.compare;

import io.interlock.reports.gate.statistics.Estimate;
import io.interlock.reports.gate.statistics.Slowdown;
import java.util.Optional;

/**
 * One benchmark, compared.
 *
 * @param slowdown the ratio of times, head over base: above 1 the head is slower, for rates too
 * @param threshold as a share: 0.05 for 5 %
 * @param noise the A/A ratio of the base in the same run; empty if it was not measured
 */
public record Finding(
        Measure base, Measure head, Slowdown slowdown, double threshold, Verdict verdict, Optional<Estimate> noise) {

    public Estimate ratio() {
        return slowdown.ratio();
    }

    public String name() {
        return head.name();
    }

    /** The minimum detectable slowdown, as a ratio: the smallest that this run detects in 95 of 100 cases. */
    public double smallestVisible() {
        return slowdown.smallestVisible(1 + threshold);
    }

    public Finding withNoise(Estimate baseAgainstBase) {
        return new Finding(base, head, slowdown, threshold, verdict, Optional.of(baseAgainstBase));
    }

    public Finding with(Verdict other) {
        return new Finding(base, head, slowdown, threshold, other, noise);
    }
}
