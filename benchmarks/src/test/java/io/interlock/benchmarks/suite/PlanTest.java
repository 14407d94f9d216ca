package io.interlock.benchmarks.suite;

import static org.assertj.core.api.Assertions.assertThat;

import io.interlock.benchmarks.peer.Peer;
import io.interlock.benchmarks.peer.Peers;
import io.interlock.benchmarks.peer.PrimitiveKind;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class PlanTest {

    @ParameterizedTest
    @EnumSource(names = {"SMOKE", "FULL"})
    void everyImplementationOfALockRunsEveryScenario(Profile profile) {
        List<String> names = names(profile, ".*", Set.of());

        assertThat(names).doesNotHaveDuplicates();
        assertThat(names)
                .contains(
                        "ReferenceBenchmark.casReleaseStore,implementation=reference",
                        "ReferenceBenchmark.casSwap,implementation=reference",
                        "ReferenceBenchmark.pingPong,implementation=reference");
        for (Peer peer : Peers.of(PrimitiveKind.LOCK)) {
            String label = peer.label();
            assertThat(names).contains("LockBenchmark.contended,implementation=" + label + ",processes=2,load=empty");
            assertThat(names.contains("LockBenchmark.uncontended,implementation=" + label))
                    .isEqualTo(peer.isJava());
            if (profile == Profile.FULL) {
                assertThat(names.contains("LockBenchmark.death,implementation=" + label))
                        .isEqualTo(peer.hasProcesses());
            }
        }
    }

    /** Where four forks each have to fit into ten minutes, a lock's peers are those that a program would use. */
    @Test
    void quickLeavesOutWhatFullIsFor() {
        assertThat(names(Profile.QUICK, ".*", Set.of()))
                .contains(
                        "LockBenchmark.contended,implementation=file-channel,processes=2,load=empty",
                        "LockBenchmark.contended,implementation=c-pthread-normal,processes=2,load=empty",
                        "LockBenchmark.contended,implementation=python,processes=2,load=empty",
                        "LockBenchmark.contended,implementation=c-pthread-robust,processes=4,load=empty",
                        "LockBenchmark.contended,implementation=c-pthread-robust,processes=4,load=50in200out",
                        "LockBenchmark.death,implementation=c-pthread-normal")
                .noneMatch(name -> name.matches(".*=(interlock-portable|jna|boost).*"))
                .noneMatch(name -> name.contains("processes=8"));
    }

    @ParameterizedTest
    @EnumSource
    void everyProfileRunsOursAndOnePeerOfEachScenarioOfEachPrimitive(Profile profile) {
        List<String> names = names(profile, ".*", Set.of());

        assertThat(names)
                .contains(
                        "ReferenceBenchmark.handOff,implementation=c-spin,placement=apart",
                        "ReferenceBenchmark.handOff,implementation=c-futex,placement=apart",
                        "ReentrantLockBenchmark.uncontended,implementation=interlock",
                        "ReentrantLockBenchmark.contended,implementation=interlock,processes=2,load=empty",
                        "ReentrantLockBenchmark.contended,implementation=c-pthread-recursive,processes=2,load=empty",
                        "LockBenchmark.death,implementation=interlock",
                        "SemaphoreBenchmark.uncontended,implementation=interlock",
                        "SemaphoreBenchmark.contended,implementation=interlock,processes=2,load=empty",
                        "SemaphoreBenchmark.handOff,implementation=interlock,processes=2,placement=apart",
                        "SemaphoreBenchmark.handOff,implementation=c-sem,processes=2,placement=apart",
                        "EventBenchmark.handOff,implementation=interlock,processes=2,placement=apart",
                        "EventBenchmark.handOff,implementation=c-pthread-cond,processes=2,placement=apart",
                        "ConditionBenchmark.handOff,implementation=interlock,processes=2,placement=apart",
                        "ConditionBenchmark.handOff,implementation=c-pthread-cond,processes=2,placement=apart",
                        "BarrierBenchmark.handOff,implementation=interlock,processes=2,placement=apart",
                        "BarrierBenchmark.handOff,implementation=c-pthread-barrier,processes=2,placement=apart",
                        "ReferenceBenchmark.getAndAdd,implementation=reference",
                        "ReferenceBenchmark.memcpy,implementation=reference,bytes=4096",
                        "BarrierBenchmark.death,implementation=interlock",
                        "RegionBenchmark.attach,implementation=interlock",
                        "RegionBenchmark.attachCold,implementation=interlock",
                        "ArrayBenchmark.uncontended,implementation=interlock",
                        "LatchBenchmark.uncontended,implementation=interlock",
                        "ValueBenchmark.uncontended,implementation=interlock",
                        "ValueBenchmark.contended,implementation=c-fetch-add,processes=2,load=empty",
                        "QueueBenchmark.contended,implementation=interlock,processes=3",
                        "PipeBenchmark.handOff,implementation=interlock,processes=2,placement=apart",
                        "MapBenchmark.contended,implementation=interlock,processes=2,load=put")
                .anyMatch(name -> name.matches("(Semaphore|Pipe)Benchmark.openLoop,implementation=interlock,.*rate=50"))
                .anyMatch(name -> name.startsWith("ReadWriteLockBenchmark.contended,implementation=interlock")
                        && name.endsWith("10writers"))
                .anyMatch(name -> name.startsWith("ReadWriteLockBenchmark.contended,implementation=c-pthread-rwlock"));
    }

    @ParameterizedTest
    @EnumSource(names = {"QUICK", "FULL"})
    void collectionsAreMeasuredBesideWhatTheyShouldKeepUpWith(Profile profile) {
        assertThat(names(profile, ".*", Set.of()))
                .contains(
                        "QueueBenchmark.contended,implementation=agrona-many-to-one,processes=3",
                        "PipeBenchmark.contended,implementation=interlock,processes=2",
                        "PipeBenchmark.contended,implementation=agrona-one-to-one,processes=2",
                        "PipeBenchmark.handOff,implementation=agrona-one-to-one,processes=2,placement=apart",
                        "MapBenchmark.contended,implementation=interlock,processes=2,load=get",
                        "MapBenchmark.contended,implementation=chronicle-map,processes=2,load=get",
                        "MapBenchmark.contended,implementation=chronicle-map,processes=2,load=put");
    }

    @Test
    void fullRunsCollectionsOfEveryPeer() {
        assertThat(names(Profile.FULL, ".*", Set.of()))
                .contains(
                        "QueueBenchmark.uncontended,implementation=interlock-single",
                        "QueueBenchmark.contended,implementation=chronicle-queue,processes=2",
                        "QueueBenchmark.contended,implementation=python,processes=8",
                        "PipeBenchmark.contended,implementation=aeron-ipc,processes=2",
                        "PipeBenchmark.handOff,implementation=c-pipe,processes=8,placement=two-cores",
                        "MapBenchmark.uncontended,implementation=lmdb,load=put",
                        "MapBenchmark.contended,implementation=lmdb,processes=8,load=get",
                        "MapBenchmark.contended,implementation=python,processes=2,load=get",
                        "ListBenchmark.contended,implementation=python,processes=2,load=append");
    }

    @Test
    void fourPairsOnTwoProcessorsAreMeasuredBesideTheirPeersInC() {
        List<String> names = names(Profile.FULL, "handOff.*two-cores", Set.of());

        for (String benchmark : List.of("Semaphore", "Event", "Condition")) {
            assertThat(names)
                    .filteredOn(name -> name.startsWith(benchmark))
                    .anyMatch(name -> name.contains("=interlock,processes=8"))
                    .anyMatch(name -> name.contains("=c-") && name.contains("processes=8"));
        }
    }

    @Test
    void fullRunsEverythingAndLoadsWhereTheyTell() {
        List<String> contended = names(Profile.FULL, "[.]LockBenchmark.contended", Set.of());
        int peers = Peers.of(PrimitiveKind.LOCK).size();
        int withoutLoads = 2; // Python and the portable fallback.
        assertThat(contended.stream().filter(name -> name.endsWith("empty"))).hasSize(peers * 4);
        assertThat(contended.stream().filter(name -> !name.endsWith("empty"))).hasSize((peers - withoutLoads) * 2 * 2);
    }

    /** As estimated, which on two quiet processors is a fifth more than it takes; a part of that is for repeated forks. */
    @ParameterizedTest
    @CsvSource({"SMOKE, 80", "QUICK, 640", "FULL, 11200"})
    void profilesKeepTheirTime(Profile profile, int seconds) {
        long ms = Plan.of(profile, Pattern.compile(".*"), Set.of()).stream()
                .mapToLong(PlannedFork::estimatedMs)
                .sum();
        assertThat(profile.rounds() * ms / 1000).isLessThan(seconds);
    }

    @Test
    void smokeStaysWithinFourProcesses() {
        assertThat(names(Profile.SMOKE, "processes=8", Set.of())).isEmpty();
    }

    @Test
    void whatIsSkippedIsNotPlanned() {
        assertThat(names(Profile.QUICK, ".*", Set.of("python"))).noneMatch(name -> name.contains("python"));
    }

    @Test
    void includeMeansPartsOfNamesWithParameters() {
        assertThat(names(Profile.QUICK, "benchmarks.LockBenchmark.contended.*=interlock,processes=4", Set.of()))
                .containsExactly(
                        "LockBenchmark.contended,implementation=interlock,processes=4,load=empty",
                        "LockBenchmark.contended,implementation=interlock,processes=4,load=50in200out");
    }

    @Test
    void onlyWhatRunsOnTwoProcessorsDependsOnTheirDistance() {
        Stream<PlannedFork> dependent = Plan.of(Profile.QUICK, Pattern.compile(".*"), Set.of()).stream()
                .filter(PlannedFork::dependsOnCacheDistance);
        assertThat(dependent.map(PlannedFork::name))
                .contains(
                        "ReferenceBenchmark.pingPong,implementation=reference",
                        "ReferenceBenchmark.handOff,implementation=c-spin,placement=apart")
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
