package io.interlock.reports.gate.history;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ChangePointsTest {

    private static final long SEED = 20260131;
    private static final double NOISE = 0.02;
    private static final int TRIALS = 500;

    @Test
    void aSeriesWithoutChangeHasNone() {
        Random random = new Random(SEED);
        int wrong = 0;
        for (int i = 0; i < TRIALS; i++) {
            if (!ChangePoints.of(noise(random, 50)).isEmpty()) {
                wrong++;
            }
        }
        assertThat(wrong).as("of " + TRIALS).isLessThanOrEqualTo(TRIALS / 100);
    }

    @Test
    void aChangeOfFiveTimesTheNoiseIsFoundFromFourRunsOn() {
        Random random = new Random(SEED);
        int found = 0;
        for (int i = 0; i < TRIALS; i++) {
            double[] series = noise(random, 34);
            shift(series, 30, 34, 0.1);
            if (ChangePoints.of(series).equals(List.of(30))) {
                found++;
            }
        }
        assertThat(found).as("of " + TRIALS).isGreaterThan(TRIALS * 95 / 100);
    }

    @Test
    void aChangeThatIsTakenBackIsTwoChanges() {
        double[] series = noise(new Random(SEED), 40);
        shift(series, 15, 25, 0.2);
        assertThat(ChangePoints.of(series)).containsExactly(15, 25);
    }

    @Test
    void oneDisturbedRunIsNoChange() {
        double[] series = noise(new Random(SEED), 40);
        shift(series, 20, 21, 2);
        assertThat(ChangePoints.of(series)).isEmpty();
    }

    @Test
    void equalValuesDoNotChange() {
        assertThat(ChangePoints.of(new double[20])).isEmpty();
    }

    @Test
    void tooFewRunsSayNothing() {
        assertThat(ChangePoints.of(new double[] {0, 0, 0, 9, 9})).isEmpty();
        assertThat(ChangePoints.of(new double[0])).isEmpty();
    }

    private static double[] noise(Random random, int count) {
        double[] series = new double[count];
        for (int i = 0; i < count; i++) {
            series[i] = NOISE * random.nextGaussian();
        }
        return series;
    }

    private static void shift(double[] series, int from, int to, double by) {
        for (int i = from; i < to; i++) {
            series[i] += by;
        }
    }
}
