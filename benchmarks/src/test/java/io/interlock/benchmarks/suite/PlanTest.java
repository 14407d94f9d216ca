package io.interlock.benchmarks.suite;

import static org.assertj.core.api.Assertions.assertThat;

import io.interlock.benchmarks.handoff.HandOffPrimitive;
import io.interlock.benchmarks.lock.Implementation;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class PlanTest {

    @ParameterizedTest
    @EnumSource
    void everyProfileRunsEveryScenarioOfEveryImplementation(Profile profile) {
        List<String> names = names(profile, ".*", Set.of());

        assertThat(names).doesNotHaveDuplicates();
        assertThat(names)
                .contains(
                        "ReferenceBenchmark.casReleaseStore,implementation=reference",
                        "ReferenceBenchmark.casSwap,implementation=reference",
                        "ReferenceBenchmark.pingPong,implementation=reference");
        for (Implementation implementation : Implementation.values()) {
            String label = implementation.label();
            assertThat(names.contains("LockBenchmark.contended,implementation=" + label + ",processes=2,load=empty"))
                    .isEqualTo(implementation.isCompared());
            assertThat(names.contains("LockBenchmark.uncontended,implementation=" + label))
                    .isEqualTo(implementation.isJava());
            assertThat(names.contains("LockBenchmark.death,implementation=" + label))
                    .isEqualTo(implementation.hasProcesses() && implementation.isCompared());
        }
    }

    @Test
    void fullRunsEverythingThatCanRun() {
        long contended =
                names(Profile.FULL, "LockBenchmark.contended", Set.of()).size();
        int loadsTimesProcesses = 3 * 4;
        int pythonWithoutLoads = 4; // and the reentrant lock not at all
        assertThat(contended)
                .isEqualTo((Implementation.values().length - 2L) * loadsTimesProcesses + pythonWithoutLoads);
    }

    @ParameterizedTest
    @EnumSource
    void everyProfileHandsOffByEverythingAndSmokeOnlyInOnePair(Profile profile) {
        List<String> names = names(profile, "pingPong,primitive", Set.of());

        for (HandOffPrimitive primitive : HandOffPrimitive.values()) {
            String name = "HandOffBenchmark.pingPong,primitive=" + primitive.label() + ",implementation=";
            assertThat(names).contains(name + "interlock,pairs=1", name + "c,pairs=1");
            boolean inFull = profile == Profile.FULL && primitive != HandOffPrimitive.RAW;
            boolean inQuick = profile == Profile.QUICK
                    && Set.of(HandOffPrimitive.SEMAPHORE, HandOffPrimitive.CONDITION)
                            .contains(primitive);
            boolean severalPairs = inFull || inQuick;
            assertThat(names.contains(name + "interlock,pairs=4")).isEqualTo(severalPairs);
            assertThat(names.contains(name + "c,pairs=4")).isEqualTo(severalPairs);
        }
    }

    @Test
    void everyProfileRunsEveryValue() {
        assertThat(names(Profile.SMOKE, "ValueBenchmark", Set.of()))
                .containsExactly(
                        "ValueBenchmark.getAndAdd,implementation=shm-long",
                        "ValueBenchmark.getAndAdd,implementation=atomic-long",
                        "ValueBenchmark.getAndAdd,implementation=var-handle");
    }

    @Test
    void smokeStaysWithinFourProcesses() {
        assertThat(names(Profile.SMOKE, "processes=8", Set.of())).isEmpty();
    }

    @Test
    void whatIsSkippedIsNotPlanned() {
        assertThat(names(Profile.QUICK, ".*", Set.of("python", "c")))
                .noneMatch(name -> name.contains("python") || name.contains("implementation=c,"))
                .anyMatch(name -> name.contains("primitive=semaphore,implementation=interlock"));
    }

    @Test
    void includeMeansPartsOfNamesWithParameters() {
        assertThat(names(Profile.QUICK, "benchmarks.LockBenchmark.contended.*=interlock,processes=2", Set.of()))
                .containsExactly(
                        "LockBenchmark.contended,implementation=interlock,processes=2,load=empty",
                        "LockBenchmark.contended,implementation=interlock,processes=2,load=50in200out",
                        "LockBenchmark.contended,implementation=interlock,processes=2,load=500in500out");
    }

    @Test
    void onlyWhatRunsOnTwoProcessorsDependsOnTheirDistance() {
        Stream<PlannedFork> dependent = Plan.of(Profile.QUICK, Pattern.compile(".*"), Set.of()).stream()
                .filter(PlannedFork::dependsOnCacheDistance);
        assertThat(dependent.map(PlannedFork::name))
                .contains("ReferenceBenchmark.pingPong,implementation=reference")
                .noneMatch(name -> name.contains("uncontended") || name.contains("processes=1"));
    }

    @Test
    void profilesAreNamedAsOnTheCommandLine() {
        assertThat(Arrays.stream(Profile.values()).map(p -> new SuiteCommand.ProfileConverter().convert(p.name())))
                .containsExactly(Profile.SMOKE, Profile.QUICK, Profile.FULL);
    }

    private static List<String> names(Profile profile, String include, Set<String> skipped) {
        return Plan.of(profile, Pattern.compile(include), skipped).stream()
                .map(PlannedFork::name)
                .toList();
    }
}
