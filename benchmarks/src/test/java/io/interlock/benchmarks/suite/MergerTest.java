package io.interlock.benchmarks.suite;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.interlock.benchmarks.jmh.Measure;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.infra.BenchmarkParams;
import org.openjdk.jmh.infra.IterationParams;
import org.openjdk.jmh.results.AverageTimeResult;
import org.openjdk.jmh.results.BenchmarkResult;
import org.openjdk.jmh.results.IterationResult;
import org.openjdk.jmh.results.IterationResultMetaData;
import org.openjdk.jmh.results.ResultRole;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.results.format.ResultFormatFactory;
import org.openjdk.jmh.results.format.ResultFormatType;
import org.openjdk.jmh.runner.IterationType;
import org.openjdk.jmh.runner.WorkloadParams;
import org.openjdk.jmh.runner.options.TimeValue;

class MergerTest {

    @Test
    void forksOfAllRoundsBecomeOneResultInTheirOrder() throws IOException {
        List<ForkResult> forks = List.of(
                fork("interlock", 1, 10), fork("python", 1, 100), fork("python", 2, 200), fork("interlock", 2, 20));

        JsonNode json = json(forks);

        assertThat(json).hasSize(2);
        JsonNode interlock = json.get(0);
        assertThat(interlock.at("/params/implementation").asText()).isEqualTo("interlock");
        assertThat(interlock.at("/forks").asInt()).isEqualTo(2);
        assertThat(interlock.at("/primaryMetric/rawData").toString()).isEqualTo("[[10.0],[20.0]]");
        assertThat(interlock.at("/secondaryMetrics/total/rawData").toString()).isEqualTo("[[20.0],[40.0]]");
        assertThat(interlock.at("/secondaryMetrics/total/score").asDouble()).isEqualTo(30);
        assertThat(json.at("/1/primaryMetric/rawData").toString()).isEqualTo("[[100.0],[200.0]]");
    }

    @Test
    void aRepeatedForkStandsInThePlaceOfItsRound() throws IOException {
        List<ForkResult> forks = List.of(fork("interlock", 2, 20), fork("interlock", 1, 11));

        assertThat(json(forks).at("/0/primaryMetric/rawData").toString()).isEqualTo("[[11.0],[20.0]]");
    }

    @Test
    void aFigureThatSomeForkLacksIsNoZero() throws IOException {
        ForkResult without = fork("interlock", 1, 10, List.of());
        ForkResult with = fork("interlock", 2, 20, List.of(new Measure("recovery", 300, "us")));

        JsonNode recovery = json(List.of(without, with)).at("/0/secondaryMetrics/recovery");

        assertThat(recovery.at("/score").asDouble()).isEqualTo(300);
        assertThat(recovery.at("/rawData").toString()).isEqualTo("[[],[300.0]]");
    }

    private static JsonNode json(List<ForkResult> forks) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        PrintStream out = new PrintStream(bytes, true, StandardCharsets.UTF_8);
        ResultFormatFactory.getInstance(ResultFormatType.JSON, out).writeOut(Merger.merge(forks));
        return new ObjectMapper().readTree(bytes.toByteArray());
    }

    private static ForkResult fork(String implementation, int round, double score) {
        return fork(implementation, round, score, List.of(new Measure("total", 2 * score, "ops/s")));
    }

    private static ForkResult fork(String implementation, int round, double score, List<Measure> measures) {
        IterationParams iterations = new IterationParams(IterationType.MEASUREMENT, 1, TimeValue.milliseconds(1), 1);
        BenchmarkParams params = params(implementation, iterations);
        IterationResult iteration = new IterationResult(params, iterations, new IterationResultMetaData(1, 1));
        iteration.addResult(new AverageTimeResult(ResultRole.PRIMARY, "some", 1, (long) score, TimeUnit.NANOSECONDS));
        iteration.addResults(measures);
        RunResult result = new RunResult(params, List.of(new BenchmarkResult(params, List.of(iteration))));
        PlannedFork fork =
                new PlannedFork("a.B.some", Map.of("implementation", implementation), Profile.SMOKE.single());
        return new ForkResult(fork, round, result, Map.of(), 1, 100, 100, new SystemLoad.Share(0, 0), false);
    }

    private static BenchmarkParams params(String implementation, IterationParams iterations) {
        WorkloadParams parameters = new WorkloadParams();
        parameters.put("implementation", implementation, 0);
        return new BenchmarkParams(
                "a.B.some",
                "generated",
                true,
                1,
                new int[] {1},
                new ArrayList<>(),
                1,
                0,
                iterations,
                iterations,
                Mode.AverageTime,
                parameters,
                TimeUnit.NANOSECONDS,
                1,
                "java",
                List.of(),
                "17",
                "a JVM",
                "1",
                "1.37",
                TimeValue.minutes(1));
    }
}
