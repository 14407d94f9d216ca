package io.interlock.benchmarks.suite;

import static org.assertj.core.api.Assertions.assertThat;

import io.interlock.benchmarks.suite.machine.SystemLoad;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.openjdk.jmh.results.RunResult;

class CacheStateTest {

    @Test
    void farIsWhatExceedsTheMedianByFourFifths() {
        List<ForkResult> forks = List.of(fork(96, 98), fork(340, 342), fork(95, 96), fork(99, 170), fork(100, 262));
        CacheState state = CacheState.of(forks);

        assertThat(forks.stream().map(state::isFar)).containsExactly(false, true, false, false, false);
        assertThat(state.isFar(fork(100, 400))).isTrue();
    }

    @Test
    void aProbeThatFoundNothingIsNeitherNearNorFar() {
        List<ForkResult> forks = List.of(fork(100, 100), fork(0, 0), fork(0, 100), fork(0, 400));
        CacheState state = CacheState.of(forks);

        assertThat(forks.stream().map(state::name)).containsExactly("near", "unknown", "near", "far");
        assertThat(state.medianProbeNs()).isEqualTo(100);
    }

    @Test
    void whatTheHostAndOthersTakeDisturbs() {
        CacheState state = CacheState.of(List.of(fork(100, 100)));

        assertThat(state.disturbance(fork(100, 100, 0, 0))).isLessThan(1);
        assertThat(state.disturbance(fork(100, 100, 3, 0))).isEqualTo(1.5);
        assertThat(state.disturbance(fork(100, 100, 3, 20))).isEqualTo(4);
    }

    private static ForkResult fork(double probeBefore, double probeAfter, double steal, double foreign) {
        ForkResult calm = fork(probeBefore, probeAfter);
        return new ForkResult(
                calm.fork(),
                1,
                calm.result(),
                Map.of(),
                1,
                probeBefore,
                probeAfter,
                new SystemLoad.Share(steal, foreign),
                false);
    }

    private static ForkResult fork(double probeBefore, double probeAfter) {
        PlannedFork fork = new PlannedFork("a.B.some", Map.of(), Profile.SMOKE.single());
        RunResult none = new RunResult(null, List.of());
        return new ForkResult(fork, 1, none, Map.of(), 1, probeBefore, probeAfter, new SystemLoad.Share(0, 0), false);
    }
}
