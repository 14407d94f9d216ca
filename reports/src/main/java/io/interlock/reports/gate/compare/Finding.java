package io.interlock.reports.gate.compare;

import io.interlock.reports.gate.statistics.Estimate;
import io.interlock.reports.gate.statistics.Slowdown;
import java.util.Optional;

/**
 * One benchmark, compared.
 *
 * @param slowdown of times, head over base: above 1 is slower, of rates too
 * @param threshold as a share: 0.05 for 5 %
 * @param noise the base against itself in the same run, where that was measured
 */
public record Finding(
        Measure base, Measure head, Slowdown slowdown, double threshold, Verdict verdict, Optional<Estimate> noise) {

    public Estimate ratio() {
        return slowdown.ratio();
    }

    public String name() {
        return head.name();
    }

    /** The smallest slowdown, as a ratio, that this run would have shown in 95 of 100 cases. */
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
