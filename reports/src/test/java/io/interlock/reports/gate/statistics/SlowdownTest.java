package io.interlock.reports.gate.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Tag("exhaustive")
class SlowdownTest {

    private static final int TRIALS = 400;
    private static final int ITERATIONS = 3;
    private static final double NOISE = 0.02;

    enum Forks {
        NORMAL,
        /** One in ten was disturbed. */
        OUTLIERS,
        /** Of two kinds, as when a compiler decides one way or the other. */
        TWO_KINDS
    }

    @ParameterizedTest
    @CsvSource({
        "NORMAL,3",
        "NORMAL,5",
        "NORMAL,10",
        "OUTLIERS,3",
        "OUTLIERS,10",
        "TWO_KINDS,3",
        "TWO_KINDS,5",
        "TWO_KINDS,10"
    })
    void intervalLeavesOutTheTruthNoMoreOftenThanItSays(Forks kind, int forks) {
        long seed = 20260131;
        Random random = new Random(seed);
        int missed = 0;
        for (int i = 0; i < TRIALS; i++) {
            Estimate ratio = Slowdown.of(drawn(random, kind, forks, 0), drawn(random, kind, forks, 0))
                    .ratio();
            if (ratio.low() > 1 || ratio.high() < 1) {
                missed++;
            }
        }
        // 5 % and twice the standard error of what is counted here.
        assertThat(missed / (double) TRIALS).as("missed, seed " + seed).isLessThanOrEqualTo(0.05 + 0.022);
    }

    @Test
    void theBootstrapAloneWouldMissMoreWithThreeForks() {
        Random random = new Random(20260131);
        int missed = 0;
        for (int i = 0; i < TRIALS; i++) {
            Estimate log =
                    Bootstrap.difference(drawn(random, Forks.TWO_KINDS, 3, 0), drawn(random, Forks.TWO_KINDS, 3, 0));
            if (log.low() > 0 || log.high() < 0) {
                missed++;
            }
        }
        assertThat(missed / (double) TRIALS).isGreaterThan(0.072);
    }

    @Test
    void whatCouldHaveBeenSeenIsSeenThatOften() {
        Random random = new Random(7);
        int seen = 0;
        double limit = 1.05;
        for (int i = 0; i < TRIALS; i++) {
            double[][] base = drawn(random, Forks.NORMAL, 8, 0);
            double visible =
                    Slowdown.of(base, drawn(random, Forks.NORMAL, 8, 0)).smallestVisible(limit);
            double[][] head = drawn(random, Forks.NORMAL, 8, Math.log(visible));
            if (Slowdown.of(drawn(random, Forks.NORMAL, 8, 0), head).ratio().low() > limit) {
                seen++;
            }
        }
        // The size is itself an estimate, from one run.
        assertThat(seen / (double) TRIALS).isBetween(0.85, 1.0);
    }

    @Test
    void ratioIsThatOfTheMedians() {
        double[][] base = {{Math.log(10), Math.log(10)}, {Math.log(10), Math.log(11)}, {Math.log(90), Math.log(90)}};
        double[][] head = {{Math.log(20)}, {Math.log(20)}, {Math.log(21)}};
        assertThat(Slowdown.of(base, head).ratio().value()).isCloseTo(20 / Math.sqrt(110), within(1e-9));
    }

    @Test
    void oneDisturbedForkDoesNotHideASlowdown() {
        Random random = new Random(7);
        double[][] base = drawn(random, Forks.NORMAL, 8, 0);
        double[][] head = drawn(random, Forks.NORMAL, 8, Math.log(1.15));
        double[] disturbed = head[3];
        for (int i = 0; i < disturbed.length; i++) {
            disturbed[i] += 1;
        }
        assertThat(Slowdown.of(base, head).ratio().low()).isGreaterThan(1.05);
    }

    @Test
    void countersWithoutAnySpreadAreExact() {
        double[][] base = {{Math.log(8)}, {Math.log(8)}};
        double[][] head = {{Math.log(16)}, {Math.log(16)}};
        Slowdown slowdown = Slowdown.of(base, head);
        assertThat(slowdown.ratio().low()).isCloseTo(2, within(1e-9));
        assertThat(slowdown.pSlowerThan(1.05)).isZero();
        assertThat(slowdown.pFasterThan(0.95)).isEqualTo(1);
        assertThat(Slowdown.of(base, base).pSlowerThan(1.05)).isEqualTo(1);
    }

    private static double[][] drawn(Random random, Forks kind, int forks, double shift) {
        double[][] drawn = new double[forks][ITERATIONS];
        for (double[] fork : drawn) {
            double middle = shift
                    + NOISE * random.nextGaussian()
                    + switch (kind) {
                        case NORMAL -> 0;
                        case OUTLIERS -> random.nextDouble() < 0.1 ? 0.3 : 0;
                        case TWO_KINDS -> random.nextBoolean() ? 0.1 : 0;
                    };
            for (int i = 0; i < ITERATIONS; i++) {
                fork[i] = middle + NOISE / 2 * random.nextGaussian();
            }
        }
        return drawn;
    }
}
