package io.interlock.reports.gate.ab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.interlock.reports.gate.result.BadInputException;
import io.interlock.reports.gate.result.Metric;
import io.interlock.reports.gate.result.Result;
import io.interlock.reports.gate.result.ResultReader;
import io.interlock.reports.gate.result.ResultSet;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * {@code ab} on forks that are drawn from a recorded run: {@code suite --profile quick --rounds 8} twice, of benchmarks of
 * this project. The seed is the default of {@code scripts/gate-simulation}.
 */
@Tag("exhaustive")
class SimulationTest {

    private static final Forks FORKS = new Forks(Forks.DEFAULT_MIN, Forks.DEFAULT_MAX);
    private static final double SLOWDOWN = 1.1;
    /** Standard deviation between forks, in percent, up to which ten percent can be told with so many forks. */
    private static final double QUIET_PERCENT = 3;

    private static final Path FILE = file();
    private static final ResultSet RECORDED = ResultReader.read(FILE);

    @Test
    void theSameProgramRaisesAnAlarmInAtMostOneRunOfAHundred() {
        SimulationFigures.SameProgram same = simulation().sameProgram(100);
        assertThat(same.benchmarks()).isGreaterThanOrEqualTo(10);
        assertThat(same.alarms()).isLessThanOrEqualTo(1);
    }

    @Test
    void tenPercentAreFoundInNinetyFiveOfAHundredRunsWhereForksAreAlike() {
        assertFound(40);
    }

    @Test
    @Tag("stress")
    void manyRunsOfTheSameProgram() {
        SimulationFigures.SameProgram same = simulation().sameProgram(1000);
        assertThat(same.alarms()).isLessThanOrEqualTo(10);
    }

    @Test
    @Tag("stress")
    void manyRunsWithASlowdown() {
        assertFound(200);
    }

    @Test
    void thePublishedFiguresAreOfTheSameForksAndThreshold() {
        assertThat(SimulationFigures.published()).hasValueSatisfying(figures -> {
            assertThat(new Forks(figures.minForks(), figures.maxForks())).isEqualTo(FORKS);
            assertThat(figures.thresholdPercent()).isEqualTo(5);
            assertThat(figures.sameProgram().alarms() * 100)
                    .isLessThanOrEqualTo(figures.sameProgram().runs());
            int[] found = figures.found(QUIET_PERCENT);
            assertThat(found[0] / (double) found[1]).isGreaterThanOrEqualTo(0.95);
        });
    }

    @Test
    void aRecordingOfFewForksIsRefused() {
        ResultSet few = ResultSet.of(
                RECORDED.results().stream().map(SimulationTest::oneFork).toList(), RECORDED.environment());
        assertThatThrownBy(() -> new Simulation("few.json", few, FORKS, 5, 1))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("few.json")
                .hasMessageContaining("has 1 forks");
    }

    private static void assertFound(int runs) {
        ResultSet uncontended = ResultSet.of(
                RECORDED.results().stream()
                        .filter(result -> result.method().equals("uncontended"))
                        .toList(),
                RECORDED.environment());
        List<SimulationFigures.Injected> quiet =
                new Simulation(FILE.toString(), uncontended, FORKS, 5, 1).injected(runs, SLOWDOWN);
        assertThat(quiet)
                .hasSize(5)
                .allSatisfy(one -> assertThat(one.noisePercent()).isLessThan(QUIET_PERCENT));
        int found = quiet.stream().mapToInt(SimulationFigures.Injected::found).sum();
        int all = quiet.stream().mapToInt(SimulationFigures.Injected::runs).sum();
        assertThat(found / (double) all).as(quiet.toString()).isGreaterThanOrEqualTo(0.95);
    }

    private static Simulation simulation() {
        return new Simulation(FILE.toString(), RECORDED, FORKS, 5, 1);
    }

    private static Result oneFork(Result result) {
        return new Result(
                result.benchmark(),
                result.mode(),
                result.params(),
                new Metric(result.primary().unit(), result.primary().forks().subList(0, 1)),
                Map.of(),
                result.setup());
    }

    private static Path file() {
        try {
            return Path.of(Objects.requireNonNull(SimulationTest.class.getResource("recorded.json"))
                    .toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }
}
