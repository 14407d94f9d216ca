package io.interlock.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.interlock.benchmarks.lock.Implementation;
import java.lang.reflect.Field;
import java.nio.file.Path;
import java.util.Arrays;
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
                        "io.interlock.benchmarks.HandOffBenchmark.pingPong",
                        "io.interlock.benchmarks.ValueBenchmark.getAndAdd",
                        "io.interlock.benchmarks.ReferenceBenchmark.casReleaseStore",
                        "io.interlock.benchmarks.ReferenceBenchmark.casSwap",
                        "io.interlock.benchmarks.ReferenceBenchmark.pingPong");
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
                "LockBenchmark.(contended|death)",
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
        assertThat(Leftovers.files(program.runIdStart())).isEmpty();
    }

    @Test
    void aNumberIsTimedByAllThatHoldsOne() throws Exception {
        Program program = Program.start(
                directory,
                "ValueBenchmark",
                "-f",
                "1",
                "-wi",
                "0",
                "-i",
                "1",
                "-r",
                "20ms",
                "-rf",
                "json",
                "-rff",
                "result.json");

        assertThat(program.exitCode()).as(program.output()).isZero();
        JsonNode results =
                new ObjectMapper().readTree(directory.resolve("result.json").toFile());
        assertThat(results).hasSize(3).allSatisfy(result -> {
            assertThat(result.at("/primaryMetric/scoreUnit").asText()).isEqualTo("ns/op");
            assertThat(result.at("/primaryMetric/score").asDouble()).isPositive();
        });
        assertThat(Leftovers.files(program.runIdStart())).isEmpty();
    }

    @Test
    void everyImplementationIsAParameterWhereItCanRun() throws Exception {
        assertThat(parameters(ContendedLock.class)).isEqualTo(labels(Implementation::isCompared));
        assertThat(parameters(UncontendedLock.class)).isEqualTo(labels(Implementation::isJava));
        assertThat(parameters(DyingHolder.class)).isEqualTo(labels(i -> i.hasProcesses() && i.isCompared()));
        assertThat(parameters(SoloValue.class)).isEqualTo(SoloValue.IMPLEMENTATIONS);
    }

    private static List<String> parameters(Class<?> state) throws NoSuchFieldException {
        Field field = state.getField("implementation");
        return List.of(field.getAnnotation(Param.class).value());
    }

    private static List<String> labels(Predicate<Implementation> which) {
        return Arrays.stream(Implementation.values())
                .filter(which)
                .map(Implementation::label)
                .toList();
    }
}
