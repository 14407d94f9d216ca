package io.interlock.benchmarks.suite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.interlock.benchmarks.jmh.WindowFigure;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class WarmUpsTest {

    @Test
    void aFirstWindowThatIsSlowerInEveryForkWasNotWarm() {
        assertThat(change(windows(25, 34, 33, 35), windows(24, 31, 30, 32), windows(20, 40, 41, 39)))
                .isCloseTo(31 / 24.0, within(1e-9));
    }

    @Test
    void soWasOneThatIsFaster() {
        assertThat(change(windows(60, 47, 48), windows(62, 45, 44), windows(55, 40, 46)))
                .isCloseTo(47.5 / 60, within(1e-9));
    }

    @Test
    void forksThatDoNotAgreeDifferByChance() {
        assertThat(change(windows(60, 40, 40), windows(40, 60, 60), windows(50, 50, 50)))
                .isEqualTo(1);
    }

    @Test
    void aLittleIsNothing() {
        assertThat(change(windows(50, 54, 55), windows(50, 53, 54), windows(50, 55, 55)))
                .isEqualTo(1);
    }

    @Test
    void twoForksSayNothing() {
        assertThat(change(windows(10, 50, 50), windows(10, 50, 50))).isEqualTo(1);
    }

    @Test
    void whatWasNotWarmIsNamed() {
        List<ForkResult> forks = List.of(
                fork("cold", 1, 20, 41, 40),
                fork("warm", 1, 40, 41, 40),
                fork("cold", 2, 20, 42, 40),
                fork("warm", 2, 41, 41, 40),
                fork("cold", 3, 20, 40, 40),
                fork("warm", 3, 42, 41, 40));

        assertThat(WarmUps.unfinished(forks)).containsExactly("B.some,implementation=cold (× 2.00)");
    }

    private static ForkResult fork(String implementation, int round, double... totals) {
        return MadeUpForks.fork(
                implementation,
                round,
                Arrays.stream(totals)
                        .mapToObj(total ->
                                new MadeUpForks.Window(150, List.of(new WindowFigure("total", total, "ops/s"))))
                        .toList());
    }

    private static double change(double[]... forks) {
        return WarmUps.change(List.of(forks));
    }

    private static double[] windows(double... totals) {
        return totals;
    }
}
