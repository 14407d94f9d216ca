package io.interlock.reports;

import static org.assertj.core.api.Assertions.assertThat;

import io.interlock.reports.Commands.Outcome;
import io.interlock.reports.gate.result.Baseline;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GateTest {

    private static final int FORKS = 5;

    @TempDir
    private Path directory;

    private Path baseline;
    private Path results;

    @BeforeEach
    void results() throws IOException {
        baseline = directory.resolve("baseline.json");
        results = Files.createDirectories(directory.resolve("results"));
        run(1, 100);
    }

    @Test
    void withoutABaselineItSaysHowToWriteOne() {
        Outcome outcome = gate();
        assertThat(outcome.status()).isEqualTo(2);
        assertThat(outcome.err()).contains("baseline.json", "no such baseline", "--accept");
    }

    @Test
    void whatWasAcceptedPasses() throws IOException {
        assertThat(gate("--accept", "the first").status()).isZero();
        run(2, 100.5);
        Outcome outcome = gate();
        assertThat(outcome.status()).isZero();
        assertThat(outcome.out()).contains("None of 2 benchmarks slower");
    }

    @Test
    void aSlowdownFailsUntilItIsAcceptedWithAReason() throws IOException {
        gate("--accept", "the first");
        run(2, 130);
        assertThat(gate().status()).isEqualTo(1);
        assertThat(gate("--accept", " ").status()).isEqualTo(2);
        assertThat(gate().status()).isEqualTo(1);
        assertThat(gate("--accept", "safety costs").status()).isZero();
        assertThat(gate().status()).isZero();
        List<Baseline.Acceptance> history = Baseline.read(baseline).history();
        assertThat(history).extracting(Baseline.Acceptance::reason).containsExactly("the first", "safety costs");
        assertThat(history.get(1).commit()).isEqualTo("abc2");
        assertThat(history.get(1).changes()).singleElement().asString().startsWith("Shop.buy: slower, +");
    }

    @Test
    void theBaselineKeepsTheMachineItIsFrom() throws IOException {
        gate("--accept", "the first");
        environment("another", "abc3");
        Outcome outcome = gate();
        assertThat(outcome.out())
                .contains("cpuModel differs: base one, head another", "ratios to ReferenceBenchmark.cas");
        assertThat(outcome.status()).isZero();
    }

    @Test
    void aRunOfOneForkCannotBeTheBaseline() throws IOException {
        new JmhJson(2).time("a.Shop.buy", 100, 1).write(results.resolve("jmh-result.json"));
        Outcome outcome = gate("--accept", "the first");
        assertThat(outcome.status()).isEqualTo(2);
        assertThat(outcome.err()).contains("a.Shop.buy (avgt)", "one fork");
        assertThat(baseline).doesNotExist();
    }

    @Test
    void aDamagedBaselineIsNamed() throws IOException {
        gate("--accept", "the first");
        String whole = Files.readString(baseline);
        Files.writeString(baseline, whole.substring(0, whole.length() / 2));
        assertThat(gate().err()).contains("baseline.json", "cut off");
        Files.writeString(baseline, whole.replace("\"baselineFormat\" : 1", "\"baselineFormat\" : 2"));
        assertThat(gate().err()).contains("baseline.json", "baselineFormat expected=1 found=2");
        assertThat(gate().status()).isEqualTo(2);
    }

    @Test
    void aBenchmarkThatTheRunLacksDoesNotPass() throws IOException {
        gate("--accept", "the first");
        new JmhJson(2).time("a.ReferenceBenchmark.cas", 5, FORKS).write(results.resolve("jmh-result.json"));
        Outcome outcome = gate();
        assertThat(outcome.status()).isEqualTo(2);
        assertThat(outcome.err()).contains("a.Shop.buy (avgt): is missing");
    }

    private void run(long seed, double time) throws IOException {
        new JmhJson(seed)
                .time("a.ReferenceBenchmark.cas", 5, FORKS)
                .time("a.Shop.buy", time, FORKS)
                .write(results.resolve("jmh-result.json"));
        environment("one", "abc" + seed);
    }

    private void environment(String model, String commit) throws IOException {
        Files.writeString(
                results.resolve("environment.json"),
                "{\"resultFormat\": 1, \"cpuModel\": \"" + model + "\", \"cores\": 2, \"commit\": \"" + commit
                        + "\", \"warnings\": []}");
    }

    private Outcome gate(String... options) {
        String[] all = new String[5 + options.length];
        List.of("gate", "--baseline", baseline.toString(), "--results", results.toString())
                .toArray(all);
        System.arraycopy(options, 0, all, 5, options.length);
        return Commands.run(all);
    }
}
