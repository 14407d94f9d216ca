package io.interlock.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Percentage.withPercentage;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.interlock.benchmarks.peer.Peer;
import io.interlock.benchmarks.peer.Peers;
import io.interlock.benchmarks.peer.PrimitiveKind;
import java.lang.reflect.Field;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.openjdk.jmh.annotations.Param;

@Timeout(120) // watchdog
class MainTest {

    @TempDir
    Path directory;

    @Test
    void listsItsBenchmarksAsAnyJmhProgram() throws Exception {
        Program program = Program.start(directory, "-l");

        assertThat(program.exitCode()).isZero();
        assertThat(program.output().lines())
                .contains(
                        "io.interlock.benchmarks.LockBenchmark.uncontended",
                        "io.interlock.benchmarks.LockBenchmark.contended",
                        "io.interlock.benchmarks.LockBenchmark.death",
                        "io.interlock.benchmarks.ReferenceBenchmark.casReleaseStore",
                        "io.interlock.benchmarks.ReferenceBenchmark.casSwap",
                        "io.interlock.benchmarks.ReferenceBenchmark.pingPong",
                        "io.interlock.benchmarks.ReferenceBenchmark.handOff",
                        "io.interlock.benchmarks.SemaphoreBenchmark.handOff",
                        "io.interlock.benchmarks.BarrierBenchmark.handOff",
                        "io.interlock.benchmarks.SemaphoreBenchmark.openLoop",
                        "io.interlock.benchmarks.RegionBenchmark.attachCold",
                        "io.interlock.benchmarks.ValueBenchmark.uncontended",
                        "io.interlock.benchmarks.QueueBenchmark.contended",
                        "io.interlock.benchmarks.PipeBenchmark.handOff",
                        "io.interlock.benchmarks.MapBenchmark.uncontended",
                        "io.interlock.benchmarks.ListBenchmark.contended");
    }

    @Test
    void showsTheHelpOfJmhAndOfTheSuite() throws Exception {
        assertThat(Program.start(directory, "-h").exitCode()).isZero();
        Program suite = Program.start(directory, "suite", "--help");
        assertThat(suite.exitCode()).isZero();
        assertThat(suite.output()).contains("--profile", "--include", "--results");
    }

    @ParameterizedTest
    @ValueSource(strings = {"interlock", "interlock-portable"})
    void theJsonResultHasTheFiguresOfEachWindow(String implementation) throws Exception {
        Program program = Program.start(
                directory,
                "[.]LockBenchmark.(contended|death)",
                "-p",
                "implementation=" + implementation,
                "-p",
                "processes=2",
                "-p",
                "load=empty",
                "-f",
                "1",
                "-wi",
                "0",
                "-i",
                "2",
                "-r",
                "30ms",
                "-rf",
                "json",
                "-rff",
                "result.json");

        assertThat(program.exitCode()).as(program.output()).isZero();
        JsonNode results =
                new ObjectMapper().readTree(directory.resolve("result.json").toFile());
        JsonNode contended = results.get(0).get("secondaryMetrics");
        assertThat(contended.properties().stream().map(java.util.Map.Entry::getKey))
                .containsExactlyInAnyOrder(
                        "total",
                        "shareMin",
                        "jain",
                        "ownerChanges",
                        "cpu",
                        "voluntarySwitches",
                        "involuntarySwitches",
                        "overlap",
                        "longestStall",
                        "acquire.p50",
                        "acquire.p90",
                        "acquire.p99",
                        "acquire.p99.9",
                        "acquire.p99.99",
                        "acquire.max");
        assertThat(contended.at("/total/rawData/0")).hasSize(2);
        assertThat(contended.at("/total/scoreUnit").asText()).isEqualTo("ops/s");
        JsonNode death = results.get(1).get("secondaryMetrics");
        assertThat(death.at("/recovered/rawData/0/0").asDouble()).isEqualTo(1);
        assertThat(death.at("/recovery/scoreUnit").asText()).isEqualTo("us");
        assertThat(program.leftovers()).isEmpty();
    }

    @Test
    void theJsonResultHasTheFiguresOfOperationsAtFixedTimesAndOfAttaching() throws Exception {
        Program program = Program.start(
                directory,
                "[.](SemaphoreBenchmark.openLoop|RegionBenchmark.attach|BarrierBenchmark.death)",
                "-p",
                "implementation=interlock",
                "-p",
                "rate=50",
                "-p",
                "placement=two-cores",
                "-f",
                "1",
                "-wi",
                "0",
                "-i",
                "1",
                "-w",
                "50ms",
                "-r",
                "50ms",
                "-rf",
                "json",
                "-rff",
                "result.json");

        assertThat(program.exitCode()).as(program.output()).isZero();
        JsonNode results =
                new ObjectMapper().readTree(directory.resolve("result.json").toFile());
        assertThat(results).hasSize(4);
        JsonNode openLoop = find(results, "SemaphoreBenchmark.openLoop");
        assertThat(openLoop.at("/intended/score").asDouble())
                .isCloseTo(openLoop.at("/maximum/score").asDouble() / 2, withPercentage(0.1));
        assertThat(openLoop.at("/latency.p99.99/scoreUnit").asText()).isEqualTo("ns");
        assertThat(openLoop.at("/latency.max/score").asDouble()).isPositive();
        assertThat(find(results, "RegionBenchmark.attach")
                        .at("/attach.p50/score")
                        .asDouble())
                .isPositive();
        assertThat(find(results, "RegionBenchmark.attachCold")
                        .at("/attach.p50/score")
                        .asDouble())
                .isPositive();
        assertThat(find(results, "BarrierBenchmark.death")
                        .at("/recovered/score")
                        .asDouble())
                .isEqualTo(1);
        assertThat(program.leftovers()).isEmpty();
    }

    private static JsonNode find(JsonNode results, String benchmark) {
        for (JsonNode result : results) {
            if (result.get("benchmark").asText().endsWith(benchmark)) {
                return result.get("secondaryMetrics");
            }
        }
        throw new AssertionError("no " + benchmark + " in " + results);
    }

    @Test
    void everyPeerIsAParameterWhereItCanRun() throws Exception {
        for (PrimitiveKind kind : PrimitiveKind.values()) {
            for (Class<?> peers : Class.forName(kind.benchmark()).getDeclaredClasses()) {
                assertThat(parameters(peers))
                        .as("parameter implementation of " + peers.getName())
                        .containsExactlyInAnyOrderElementsOf(labels(kind, selection(peers)));
            }
        }
    }

    private static List<String> parameters(Class<?> peers) throws NoSuchFieldException {
        Field field = peers.getDeclaredField("implementation");
        return List.of(field.getAnnotation(Param.class).value());
    }

    private static Predicate<Peer> selection(Class<?> peers) {
        return switch (peers.getSimpleName()) {
            case "Any", "Existing" -> any -> true;
            case "InJvm" -> Peer::isJava;
            case "InProcesses" -> Peer::hasProcesses;
            // A bounded semaphore cannot be released before it was acquired.
            case "InTurns" -> peer -> !peer.label().equals("interlock-returning");
            default -> throw new AssertionError(peers);
        };
    }

    private static List<String> labels(PrimitiveKind kind, Predicate<Peer> selection) {
        return Peers.of(kind).stream().filter(selection).map(Peer::label).toList();
    }
}
