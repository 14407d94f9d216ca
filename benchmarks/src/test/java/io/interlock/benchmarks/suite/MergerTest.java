package io.interlock.benchmarks.suite;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.interlock.benchmarks.jmh.WindowFigure;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.openjdk.jmh.results.format.ResultFormatFactory;
import org.openjdk.jmh.results.format.ResultFormatType;

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
        ForkResult with = fork("interlock", 2, 20, List.of(new WindowFigure("recovery", 300, "us")));

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
        return fork(implementation, round, score, List.of(new WindowFigure("total", 2 * score, "ops/s")));
    }

    private static ForkResult fork(String implementation, int round, double score, List<WindowFigure> measures) {
        return MadeUpForks.fork(implementation, round, List.of(new MadeUpForks.Window(score, measures)));
    }
}
