package io.interlock.reports.gate.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.interlock.reports.gate.result.Metric;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class BootstrapTest {

    @Test
    void scoreIsTheMedianOfTheForksMedians() {
        // Over all iterations the median would be 5: the fork with most iterations must not outvote the others.
        Metric metric = metric(List.of(fork(1.0, 1.0, 1.0), fork(2.0), fork(5.0, 5.0, 5.0, 5.0, 9.0)));
        assertThat(Bootstrap.estimate(metric).value()).isEqualTo(2);
    }

    @Test
    void equalValuesHaveNoSpread() {
        Estimate estimate = Bootstrap.estimate(metric(List.of(fork(3.0, 3.0), fork(3.0, 3.0))));
        assertThat(estimate).isEqualTo(new Estimate(3, 3, 3, 2));
    }

    @Test
    void intervalHoldsTheScore() {
        Estimate estimate =
                Bootstrap.estimate(metric(List.of(fork(1.0, 2.0, 3.0), fork(2.0, 4.0, 6.0), fork(1.0, 5.0, 9.0))));
        assertThat(estimate.low()).isLessThan(estimate.value());
        assertThat(estimate.high()).isGreaterThan(estimate.value());
    }

    @Test
    void theSameInputGivesTheSameInterval() {
        Metric metric = metric(List.of(fork(1.0, 2.5), fork(2.0, 4.0), fork(0.5, 1.5)));
        assertThat(Bootstrap.estimate(metric)).isEqualTo(Bootstrap.estimate(metric));
    }

    @Test
    void whatDisturbsAWholeRoundCancelsOutInRatios() {
        Metric slow = metric(List.of(fork(10.0), fork(20.0), fork(40.0)));
        Metric fast = metric(List.of(fork(5.0), fork(10.0), fork(20.0)));
        Estimate ratio = Bootstrap.ratio(slow, fast);
        assertThat(ratio.value()).isEqualTo(2);
        assertThat(ratio.low()).isEqualTo(2);
        assertThat(ratio.high()).isEqualTo(2);
    }

    @Test
    void ratioOfDifferentNumbersOfForks() {
        Estimate ratio = Bootstrap.ratio(metric(List.of(fork(10.0), fork(12.0))), metric(List.of(fork(4.0))));
        assertThat(ratio.value()).isEqualTo(2.75);
        assertThat(ratio.low()).isEqualTo(2.5);
        assertThat(ratio.high()).isEqualTo(3);
        assertThat(ratio.forks()).isEqualTo(1);
    }

    @Test
    void moreForksNarrowTheInterval() {
        Random random = new Random(7);
        Estimate few = Bootstrap.estimate(drawn(random, 4));
        Estimate many = Bootstrap.estimate(drawn(random, 60));
        assertThat(many.high() - many.low()).isLessThan(few.high() - few.low());
    }

    @Test
    void intervalHoldsTheTruthAboutAsOftenAsItClaims() {
        long seed = 20260131;
        Random random = new Random(seed);
        int trials = 200;
        int held = 0;
        for (int i = 0; i < trials; i++) {
            Estimate estimate = Bootstrap.estimate(drawn(random, 12));
            if (estimate.low() <= 100 && estimate.high() >= 100) {
                held++;
            }
        }
        assertThat(held / (double) trials).as("coverage, seed " + seed).isCloseTo(0.95, within(0.05));
    }

    /** Around 100: forks differ more than the iterations of one. */
    private static Metric drawn(Random random, int forks) {
        List<List<Double>> drawn = new ArrayList<>();
        for (int fork = 0; fork < forks; fork++) {
            double middle = 100 + 4 * random.nextGaussian();
            List<Double> iterations = new ArrayList<>();
            for (int i = 0; i < 5; i++) {
                iterations.add(middle + random.nextGaussian());
            }
            drawn.add(iterations);
        }
        return new Metric("ns/op", drawn);
    }

    private static Metric metric(List<List<Double>> forks) {
        return new Metric("ns/op", forks);
    }

    private static List<Double> fork(Double... iterations) {
        return List.of(iterations);
    }
}
